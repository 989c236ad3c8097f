import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { useTranslation } from 'react-i18next';
import { useConfig } from '../../lib/config';
import { EmptyState } from '../../ui/EmptyState';
import { LockIcon } from '../../ui/icons';

/** Stands in place of the keys until the account has a paid plan. The server refuses the same by itself. */
export function PaidPlanGate() {
  const { t } = useTranslation();
  return (
    <Paper variant="outlined">
      <EmptyState
        icon={LockIcon}
        title={t('gate.title')}
        text={t('error.paidPlanRequired')}
        actions={
          <>
            <ContactButton variant="contained" />
            <PlansButton />
          </>
        }
      />
    </Paper>
  );
}

/** Leads to the operator; absent where the operator named no address. */
export function ContactButton({ variant }: { variant: 'contained' | 'text' }) {
  const { t } = useTranslation();
  const { contactUrl } = useConfig();
  if (contactUrl === null) return null;
  return (
    <Button variant={variant} color={variant === 'text' ? 'inherit' : 'primary'} href={contactUrl}>
      {t('gate.contact')}
    </Button>
  );
}

/** Leads to the operator's page of plans; absent where there is none. */
function PlansButton() {
  const { t } = useTranslation();
  const { plansUrl } = useConfig();
  return plansUrl === null ? null : <Button href={plansUrl}>{t('gate.plans')}</Button>;
}
