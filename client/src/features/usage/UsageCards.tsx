import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronDownIcon, ChevronRightIcon } from '../../ui/icons';
import { UsageFacts } from './UsageFacts';
import type { UsageLine } from './usageTable';
import { keyHint, useLineName } from './useLineName';
import type { UsageNumbers } from './useUsage';

const SHOWN_AT_FIRST = 20;

interface UsageCardsProps {
  readonly title: string;
  readonly lines: readonly UsageLine[];
  readonly whole: UsageNumbers;
  readonly zone: string;
}

/** The table of usage for phones: one card for each group, what lies below folded, and the sum at the end. */
export function UsageCards({ title, lines, whole, zone }: UsageCardsProps) {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? lines : lines.slice(0, SHOWN_AT_FIRST);
  return (
    <Box component="section" aria-label={title}>
      <Stack component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {shown.map((line) => (
          <UsageCard key={line.id} line={line} whole={whole} zone={zone} />
        ))}
        <Box component="li" sx={CARD}>
          <Typography variant="h3" component="h3">
            {t('usage.table.totalRow')}
          </Typography>
          <UsageFacts usage={whole} whole={whole} />
        </Box>
      </Stack>
      {shown.length < lines.length && (
        <Button fullWidth onClick={() => setWhole(true)}>
          {t('usage.table.showAll', { count: lines.length })}
        </Button>
      )}
    </Box>
  );
}

const CARD = { p: 2, borderTop: 1, borderColor: 'divider' } as const;

function UsageCard({ line, whole, zone }: Omit<UsageCardsProps, 'lines' | 'title'> & { line: UsageLine }) {
  const { t } = useTranslation();
  const belowId = useId();
  const nameOf = useLineName(zone);
  const [isOpen, setOpen] = useState(false);
  const [isAllShown, setAllShown] = useState(false);
  const name = nameOf(line.subject);
  // Made when they are asked for: there may be a thousand.
  const below = isOpen ? line.children.slice(0, isAllShown ? undefined : SHOWN_AT_FIRST) : [];
  return (
    <Box component="li" sx={CARD}>
      <Typography variant="h3" component="h3" sx={{ overflowWrap: 'anywhere' }}>
        <bdi>{name}</bdi> {keyHint(line.subject)}
      </Typography>
      <UsageFacts usage={line.usage} whole={whole} />
      {line.children.length > 0 && (
        <Button
          size="small"
          aria-expanded={isOpen}
          aria-controls={belowId}
          onClick={() => setOpen(!isOpen)}
          startIcon={isOpen ? <ChevronDownIcon /> : <ChevronRightIcon />}
          sx={{ ml: -1, textAlign: 'start', overflowWrap: 'anywhere' }}
        >
          {t(isOpen ? 'usage.table.hide' : 'usage.table.show', { name })}
        </Button>
      )}
      <Stack
        component="ul"
        id={belowId}
        hidden={!isOpen}
        sx={{ listStyle: 'none', p: 0, m: 0, gap: 1.5, '&[hidden]': { display: 'none' } }}
      >
        {below.map((child) => (
          <Box key={child.id} component="li" sx={{ pl: 1.5, borderLeft: 2, borderColor: 'divider' }}>
            <Typography sx={{ overflowWrap: 'anywhere' }}>
              <bdi>{nameOf(child.subject)}</bdi> {keyHint(child.subject)}
            </Typography>
            <UsageFacts usage={child.usage} whole={whole} />
          </Box>
        ))}
      </Stack>
      {isOpen && below.length < line.children.length && (
        <Button size="small" onClick={() => setAllShown(true)} sx={{ ml: -1 }}>
          {t('usage.table.showAll', { count: line.children.length })}
        </Button>
      )}
    </Box>
  );
}
