import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../lib/paths';
import { PageHeading } from '../ui/PageHeading';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Stack sx={{ alignItems: 'flex-start', gap: 2, py: { xs: 4, sm: 8 } }}>
      <Typography
        aria-hidden
        sx={{
          fontSize: '3.5rem',
          fontWeight: 680,
          letterSpacing: '-0.04em',
          color: 'text.secondary',
          lineHeight: 1,
        }}
      >
        404
      </Typography>
      <PageHeading title={t('notFound.title')} />
      <Typography color="textSecondary">{t('notFound.text')}</Typography>
      <Button variant="contained" component={Link} to={paths.apiKeys}>
        {t('notFound.back')}
      </Button>
    </Stack>
  );
}
