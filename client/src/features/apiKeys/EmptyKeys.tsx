import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../lib/paths';
import { EmptyState } from '../../ui/EmptyState';
import { KeyIcon } from '../../ui/frameIcons';
import { SearchIcon } from '../../ui/icons';

interface EmptyKeysProps {
  readonly reason: 'never' | 'onlyRevoked' | 'noMatch';
  /** How many revoked keys the default filter hides. */
  readonly hidden: number;
  /** The button that makes a key. */
  readonly create: ReactNode;
  readonly onShowRevoked: () => void;
  readonly onClear: () => void;
}

export function EmptyKeys({ reason, hidden, create, onShowRevoked, onClear }: EmptyKeysProps) {
  const { t } = useTranslation();
  switch (reason) {
    case 'never':
      return (
        <EmptyState icon={KeyIcon} title={t('keys.empty.title')} text={t('keys.empty.text')} actions={create}>
          <FirstSteps />
        </EmptyState>
      );
    case 'onlyRevoked':
      return (
        <EmptyState
          icon={KeyIcon}
          title={t('keys.empty.onlyRevoked')}
          text={t('keys.empty.hidden', { count: hidden })}
          actions={
            <>
              <Button variant="outlined" onClick={onShowRevoked}>
                {t('keys.empty.showRevoked')}
              </Button>
              {create}
            </>
          }
        />
      );
    case 'noMatch':
      return (
        <EmptyState
          icon={SearchIcon}
          title={t('keys.empty.noMatch')}
          actions={
            <Button variant="outlined" onClick={onClear}>
              {t('action.clearFilters')}
            </Button>
          }
        />
      );
  }
}

function FirstSteps() {
  const { t } = useTranslation();
  return (
    <Stack
      component="ol"
      direction={{ xs: 'column', sm: 'row' }}
      sx={{ listStyle: 'none', p: 0, m: 0, mt: 3, gap: { xs: 1, sm: 3 } }}
    >
      <FirstStep number={1}>{t('docs.step1')}</FirstStep>
      <FirstStep number={2}>{t('docs.step2')}</FirstStep>
      <FirstStep number={3}>
        <MuiLink component={Link} to={paths.docs}>
          {t('docs.step3')}
        </MuiLink>
      </FirstStep>
    </Stack>
  );
}

function FirstStep({ number, children }: { number: number; children: ReactNode }) {
  return (
    <Typography component="li" variant="body2" color="textSecondary">
      <b>{number}</b> {children}
    </Typography>
  );
}
