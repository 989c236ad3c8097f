import Chip, { type ChipProps } from '@mui/material/Chip';
import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { browserTimeZone } from '../../lib/zonedTime';
import { UsageIcon, WarningIcon } from '../../ui/frameIcons';
import { BlockIcon, CheckCircleIcon, ClockIcon, HourglassIcon, PauseIcon } from '../../ui/icons';
import type { Icon } from '../../ui/lineIcon';
import type { ApiKeyStanding } from './apiKeyStanding';

interface Look {
  readonly icon: Icon;
  readonly color: NonNullable<ChipProps['color']>;
}

const LOOKS: Readonly<Record<ApiKeyStanding['kind'], Look>> = {
  active: { icon: CheckCircleIcon, color: 'success' },
  expiresSoon: { icon: ClockIcon, color: 'warning' },
  expired: { icon: HourglassIcon, color: 'default' },
  revoked: { icon: BlockIcon, color: 'default' },
  leaked: { icon: WarningIcon, color: 'error' },
  paused: { icon: PauseIcon, color: 'default' },
  limit: { icon: UsageIcon, color: 'warning' },
};

/** Icon, word and colour: never the colour alone. What it means opens on hover, focus and tap. */
export function StatusChip({ standing }: { standing: ApiKeyStanding }) {
  const { label, hint } = useStandingText(standing);
  const { icon: Icon, color } = LOOKS[standing.kind];
  return (
    <Tooltip title={hint} describeChild>
      <PaperChip size="small" variant="outlined" color={color} icon={<Icon />} label={label} tabIndex={0} />
    </Tooltip>
  );
}

const PaperChip = styled(Chip)(({ theme }) => ({
  backgroundColor: (theme.vars ?? theme).palette.background.paper,
  '& .MuiChip-icon': { fontSize: '1rem' },
}));

function useStandingText(standing: ApiKeyStanding): { label: string; hint: string } {
  const { t } = useTranslation();
  const format = useFormat();
  const date = (at: string | null) => (at === null ? '' : format.minute(new Date(at), browserTimeZone()));
  switch (standing.kind) {
    case 'expiresSoon': {
      const { days, at } = standing;
      const label =
        days === 0 ? t('keys.status.expiresToday') : t('keys.status.expiresSoon', { count: days });
      return { label, hint: t('keys.statusHint.expiresSoon', { date: date(at) }) };
    }
    case 'expired':
      return {
        label: t('keys.status.expired'),
        hint: t('keys.statusHint.expired', { date: date(standing.at) }),
      };
    case 'revoked':
      return {
        label: t('keys.status.revoked'),
        hint: t('keys.statusHint.revoked', { date: date(standing.at) }),
      };
    case 'leaked': {
      const { at, host } = standing;
      const hint =
        host === null
          ? t('keys.statusHint.leaked', { date: date(at) })
          : t('keys.statusHint.leakedOn', { date: date(at), host });
      return { label: t('keys.status.leaked'), hint };
    }
    default:
      return { label: t(`keys.status.${standing.kind}`), hint: t(`keys.statusHint.${standing.kind}`) };
  }
}
