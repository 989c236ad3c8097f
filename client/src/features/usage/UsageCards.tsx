import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronDownIcon, ChevronRightIcon } from '../../ui/icons';
import { UsageFacts } from './UsageFacts';
import type { UsageSort } from './usageSort';
import { type ModelUsage, modelsWithKeys } from './usageTable';
import { useKeyName } from './useKeyName';
import type { UsageNumbers, UsageReport } from './useUsage';

interface UsageCardsProps {
  readonly report: UsageReport;
  readonly sort: UsageSort;
}

/** The table of usage for phones: one card for each model, its keys folded below, and the sum at the end. */
export function UsageCards({ report, sort }: UsageCardsProps) {
  const { t } = useTranslation();
  const titleId = useId();
  const whole = report.table.total;
  return (
    <Box component="section" aria-labelledby={titleId}>
      <Typography id={titleId} variant="h2" sx={{ mb: 1.5 }}>
        {t('usage.table.title')}
      </Typography>
      <Stack component="ul" sx={{ listStyle: 'none', p: 0, m: 0, gap: 1.5 }}>
        {modelsWithKeys(report, sort).map((model) => (
          <ModelCard key={model.id} model={model} whole={whole} />
        ))}
        <Paper component="li" variant="outlined" sx={{ p: 2 }}>
          <Typography variant="h3" component="h3">
            {t('usage.table.totalRow')}
          </Typography>
          <UsageFacts usage={whole} whole={whole} />
        </Paper>
      </Stack>
    </Box>
  );
}

function ModelCard({ model, whole }: { model: ModelUsage; whole: UsageNumbers }) {
  const { t } = useTranslation();
  const keysId = useId();
  const keyName = useKeyName();
  const [isOpen, setOpen] = useState(false);
  const name = model.name ?? t('usage.table.unknownModel');
  return (
    <Paper component="li" variant="outlined" sx={{ p: 2 }}>
      <Typography variant="h3" component="h3" sx={{ overflowWrap: 'anywhere' }}>
        {name}
      </Typography>
      <UsageFacts usage={model.usage} whole={whole} />
      <Button
        size="small"
        aria-expanded={isOpen}
        aria-controls={keysId}
        onClick={() => setOpen(!isOpen)}
        startIcon={isOpen ? <ChevronDownIcon /> : <ChevronRightIcon />}
        sx={{ ml: -1 }}
      >
        {t(isOpen ? 'usage.table.hide' : 'usage.table.show', { model: name })}
      </Button>
      <Stack
        component="ul"
        id={keysId}
        hidden={!isOpen}
        sx={{ listStyle: 'none', p: 0, m: 0, gap: 1.5, '&[hidden]': { display: 'none' } }}
      >
        {model.keys.map((entry) => (
          <Box key={entry.id} component="li" sx={{ pl: 1.5, borderLeft: 2, borderColor: 'divider' }}>
            <Typography sx={{ overflowWrap: 'anywhere' }}>{keyName(entry.apiKey)}</Typography>
            <UsageFacts usage={entry.usage} whole={whole} />
          </Box>
        ))}
      </Stack>
    </Paper>
  );
}
