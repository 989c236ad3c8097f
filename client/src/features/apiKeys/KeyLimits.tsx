import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import type { ApiKeyRow } from './useApiKeys';

/** From this share on a bar warns. */
const NEAR_PERCENT = 80;

/** What the key may use at most: a bar for each month's limit, a line for each minute's. */
export function KeyLimits({ limits }: { limits: ApiKeyRow['limits'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { requestsPerMinute, tokensPerMinute, monthlyTokens, monthlyCost } = limits;
  return (
    <Stack sx={{ gap: 1.5 }}>
      {monthlyTokens !== null && (
        <LimitBar
          label={t('keyForm.limit.monthlyTokens')}
          text={t('keyDetail.usedOf', {
            used: format.count(limits.monthTokensUsed ?? 0),
            limit: format.count(monthlyTokens),
          })}
          percent={percentOf(limits.monthTokensUsed, monthlyTokens)}
        />
      )}
      {monthlyCost !== null && (
        <LimitBar
          label={t('keyForm.limit.monthlyCost')}
          text={t('keyDetail.usedOf', {
            used: format.cost(limits.monthCostUsed ?? '0'),
            limit: format.cost(monthlyCost),
          })}
          percent={percentOf(limits.monthCostUsed, monthlyCost)}
        />
      )}
      {requestsPerMinute !== null && (
        <LimitLine label={t('keyForm.limit.requestsPerMinute')} value={format.count(requestsPerMinute)} />
      )}
      {tokensPerMinute !== null && (
        <LimitLine label={t('keyForm.limit.tokensPerMinute')} value={format.count(tokensPerMinute)} />
      )}
    </Stack>
  );
}

export function hasLimits({ limits }: ApiKeyRow): boolean {
  const { requestsPerMinute, tokensPerMinute, monthlyTokens, monthlyCost } = limits;
  return [requestsPerMinute, tokensPerMinute, monthlyTokens, monthlyCost].some((limit) => limit !== null);
}

interface LimitBarProps {
  readonly label: string;
  readonly text: string;
  readonly percent: number;
}

function LimitBar({ label, text, percent }: LimitBarProps) {
  const id = useId();
  return (
    <Box>
      <LimitLine id={id} label={label} value={text} />
      <LinearProgress
        variant="determinate"
        aria-labelledby={id}
        aria-valuetext={text}
        value={percent}
        color={percent >= 100 ? 'error' : percent >= NEAR_PERCENT ? 'warning' : 'primary'}
        sx={{ mt: 0.5, height: 6, borderRadius: 3 }}
      />
    </Box>
  );
}

function LimitLine({ id, label, value }: { id?: string; label: string; value: string }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', columnGap: 2 }}>
      <Typography id={id} variant="body2" color="textSecondary">
        {label}
      </Typography>
      <Typography variant="body2" sx={{ fontVariantNumeric: 'tabular-nums' }}>
        {value}
      </Typography>
    </Box>
  );
}

/** For the length of a bar only, so that floats do. */
function percentOf(used: number | string | null, limit: number | string): number {
  return Math.min(100, Math.floor((100 * Number(used ?? 0)) / Number(limit)));
}
