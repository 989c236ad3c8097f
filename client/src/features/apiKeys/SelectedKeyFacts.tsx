import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { MaskedKey } from '../../ui/MaskedKey';
import type { SelectedKey } from './useKeySelection';
import type { KeyImpactNumbers } from './useKeysImpact';

interface SelectedKeyFactsProps {
  readonly keys: readonly SelectedKey[];
  /** Null while it is not known. */
  readonly impactOf: ((id: string) => KeyImpactNumbers) | null;
}

/** Which keys they are and who might miss each; many scroll in a place of their own. */
export function SelectedKeyFacts({ keys, impactOf }: SelectedKeyFactsProps) {
  const { t } = useTranslation();
  return (
    <Box
      component="ul"
      aria-label={t('keys.listLabel')}
      // Reached by keyboard, because it scrolls.
      tabIndex={0}
      sx={KEY_LIST}
    >
      {keys.map((key) => (
        <li key={key.id}>
          <bdi translate="no">{key.name}</bdi> <MaskedKey text={key.maskedKey} />
          <Typography variant="body2" color="textSecondary">
            <UseOf apiKey={key} impact={impactOf?.(key.id) ?? null} />
          </Typography>
        </li>
      ))}
    </Box>
  );
}

function UseOf({ apiKey, impact }: { apiKey: SelectedKey; impact: KeyImpactNumbers | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lastUsedAt } = apiKey;
  if (lastUsedAt === null && !impact?.tokensLastWeek) return t('keys.neverUsed');
  const facts = [
    ...(lastUsedAt === null
      ? []
      : [t('keyRevoke.lastUsed', { time: format.relative(new Date(lastUsedAt)) })]),
    ...(impact
      ? [
          t('keyRevoke.requestsLastDay', {
            count: impact.requestsLastDay,
            requests: format.count(impact.requestsLastDay),
          }),
          t('keyRevoke.tokens', { tokens: format.compact(impact.tokensLastWeek) }),
        ]
      : []),
  ];
  return facts.join(' · ');
}

/** A list of keys inside a dialog: it never pushes the buttons out of reach. */
export const KEY_LIST = {
  listStyle: 'none',
  m: 0,
  px: 1.5,
  py: 0.5,
  maxHeight: 260,
  overflowY: 'auto',
  overflowWrap: 'anywhere',
  border: 1,
  borderColor: 'divider',
  borderRadius: 2,
  '& > li': { py: 1, '&:not(:last-child)': { borderBottom: 1, borderColor: 'divider' } },
} as const;
