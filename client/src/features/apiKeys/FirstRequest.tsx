import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../lib/paths';
import { useFormat } from '../../lib/useFormat';
import { visuallyHidden } from '../../ui/hidden';
import { CheckIcon } from '../../ui/icons';
import { StepMark } from './QuickStart';
import { Snippets } from './Snippets';
import { useFirstUsage } from './useFirstUsage';

/** Leads an account whose keys were never used to a first request with this one, and tells when it has come. */
export function FirstRequest({ id }: { id: string }) {
  const { t } = useTranslation();
  const titleId = useId();
  const format = useFormat();
  const { tokens, modelId } = useFirstUsage(id);
  if (tokens !== null) {
    return (
      <Alert
        severity="success"
        action={
          <Button color="inherit" component={Link} to={paths.usage}>
            {t('nav.usage')}
          </Button>
        }
      >
        {t('docs.arrived')} {t('docs.tokens', { count: tokens, tokens: format.count(tokens) })}
      </Alert>
    );
  }
  const steps = [t('docs.step1'), t('docs.step2'), t('docs.step3')];
  return (
    <Paper variant="outlined" component="section" aria-labelledby={titleId} sx={{ p: { xs: 2, sm: 3 } }}>
      <Typography id={titleId} variant="h2" sx={{ mb: 2 }}>
        {t('docs.firstSteps')}
      </Typography>
      <Stack
        component="ol"
        direction={{ xs: 'column', md: 'row' }}
        sx={{ listStyle: 'none', m: 0, mb: 2, p: 0, gap: { xs: 1, md: 3 } }}
      >
        {steps.map((step, at) => (
          <Box
            component="li"
            key={step}
            aria-current={at === 2 ? 'step' : undefined}
            sx={{ display: 'flex', alignItems: 'center', gap: 1, fontWeight: at === 2 ? 600 : 400 }}
          >
            <StepMark>{at === 2 ? 3 : <CheckIcon fontSize="small" />}</StepMark>
            {step}
            {at < 2 && <span style={visuallyHidden}>{t('docs.done')}</span>}
          </Box>
        ))}
      </Stack>
      <Snippets secret={null} model={modelId ?? 'provider/model'} />
      <Typography role="status" color="textSecondary" sx={{ mt: 1.5 }}>
        {t('docs.waiting')}
      </Typography>
    </Paper>
  );
}
