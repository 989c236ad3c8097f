import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import type { Viewer } from './useSession';

/** E-mail and plan, at the head of the account's menu. */
export function WhoIsSignedIn({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation();
  const { user, account } = viewer;
  const planName = (name: string) => (name === 'FREE' || name === 'PAID' ? t(`plan.${name}`) : name);
  return (
    <Box
      role="presentation"
      sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 2, py: 1, outline: 'none' }}
    >
      <Typography sx={{ fontWeight: 560, overflowWrap: 'anywhere' }}>
        {user?.email ?? account.name}
      </Typography>
      <Chip
        size="small"
        variant="outlined"
        color={account.plan.isPaid ? 'primary' : 'default'}
        label={planName(account.plan.name)}
        sx={{ ml: 'auto' }}
      />
    </Box>
  );
}
