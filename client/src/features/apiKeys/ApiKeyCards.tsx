import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { MaskedKey } from '../../ui/MaskedKey';
import { ApiKeyActions } from './ApiKeyActions';
import { ApiKeyNameLink } from './ApiKeyNameLink';
import { standingOf } from './apiKeyStanding';
import { KeySpark } from './KeySpark';
import { rowId } from './listFocus';
import { NearestLimit } from './NearestLimit';
import { SelectKeyBox } from './SelectKeyBox';
import { SelectPageBox } from './SelectPageBox';
import { StatusChip } from './StatusChip';
import { useApiKeyRow } from './useApiKeyRow';
import type { ListedApiKey } from './useApiKeys';
import type { KeyDays } from './useKeyDays';
import type { KeySelection } from './useKeySelection';

interface ApiKeyCardsProps {
  readonly apiKeys: readonly ListedApiKey[];
  readonly keyDays: KeyDays | null;
  readonly selection: KeySelection;
  readonly highlightedId: string | null;
}

/** One page of keys, for phones. */
export function ApiKeyCards({ apiKeys, keyDays, selection, highlightedId }: ApiKeyCardsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Typography
        component="label"
        variant="body2"
        color="textSecondary"
        sx={{ display: 'flex', alignItems: 'center' }}
      >
        <SelectPageBox selection={selection} />
        {t('keys.select.page')}
      </Typography>
      <Stack component="ul" aria-label={t('keys.listLabel')} sx={{ listStyle: 'none', p: 0, m: 0, gap: 1.5 }}>
        {apiKeys.map((apiKey) => (
          <ApiKeyCard
            key={apiKey.id}
            listed={apiKey}
            tokens={keyDays?.get(apiKey.id)}
            isSelected={selection.isSelected(apiKey.id)}
            onToggle={selection.toggle}
            isHighlighted={apiKey.id === highlightedId}
          />
        ))}
      </Stack>
    </>
  );
}

interface ApiKeyCardProps {
  readonly listed: ListedApiKey;
  /** What it used day by day; undefined while that is not known. */
  readonly tokens: readonly number[] | undefined;
  readonly isSelected: boolean;
  readonly onToggle: KeySelection['toggle'];
  readonly isHighlighted: boolean;
}

const ApiKeyCard = memo(function ApiKeyCard(props: ApiKeyCardProps) {
  const { listed, tokens, isSelected, onToggle, isHighlighted } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const apiKey = useApiKeyRow(listed);
  const models = apiKey.allModels ? t('keys.allModels') : t('keys.modelsCount', { count: apiKey.modelCount });
  const used = apiKey.lastUsedAt
    ? t('keys.used', { time: format.relative(new Date(apiKey.lastUsedAt)) })
    : t('keys.neverUsed');
  return (
    <Paper
      component="li"
      variant="outlined"
      id={rowId(apiKey.id)}
      tabIndex={-1}
      sx={{ p: 2, borderColor: isHighlighted ? 'primary.main' : 'divider' }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'flex-start', gap: 1 }}>
        <Box sx={{ display: 'flex', alignItems: 'flex-start', minWidth: 0 }}>
          <Box sx={{ mt: -1, ml: -1 }}>
            <SelectKeyBox apiKey={apiKey} isSelected={isSelected} onToggle={onToggle} />
          </Box>
          <Typography component="h2" variant="h3" sx={{ overflowWrap: 'anywhere', minWidth: 0 }}>
            <ApiKeyNameLink apiKey={apiKey} />
          </Typography>
        </Box>
        <StatusChip standing={standingOf(apiKey, new Date())} />
      </Box>
      <MaskedKey text={apiKey.maskedKey} />
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 1, mt: 1 }}>
        <Typography variant="body2" component="div" color="textSecondary">
          {models} · {used}
          <KeySpark id={apiKey.id} tokens={tokens} />
          <NearestLimit limits={apiKey.limits} />
        </Typography>
        <ApiKeyActions apiKey={apiKey} />
      </Box>
    </Paper>
  );
});
