import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../lib/paths';
import { CodeBlock } from '../../ui/CodeBlock';
import { CopyButton } from '../../ui/CopyButton';
import { Snippets } from './Snippets';
import { KEY_VARIABLE } from './snippets';

/** From no key to a first answer, in three steps. */
export function QuickStart({ model }: { model: string }) {
  const { t } = useTranslation();
  const variable = `export ${KEY_VARIABLE}="${t('docs.placeholder')}"`;
  return (
    <Stack component="ol" sx={{ listStyle: 'none', m: 0, p: 0, gap: 3 }}>
      <Step number={1} title={t('docs.step1')}>
        <Button variant="contained" component={Link} to={paths.newApiKey}>
          {t('keys.create')}
        </Button>
      </Step>
      <Step number={2} title={t('docs.step2')}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mb: 1 }}>
          <Typography color="textSecondary">{t('docs.step2Text')}</Typography>
          <Box sx={{ ml: 'auto' }}>
            <CopyButton text={variable} label={t('docs.copyVariable')} variant="text" />
          </Box>
        </Box>
        <CodeBlock label={t('docs.step2')}>{variable}</CodeBlock>
      </Step>
      <Step number={3} title={t('docs.step3')}>
        <Snippets secret={null} model={model} />
        <Typography color="textSecondary" sx={{ mt: 1 }}>
          {t('docs.step3Text')}{' '}
          <MuiLink component={Link} to={paths.usage} underline="always">
            {t('nav.usage')}
          </MuiLink>
        </Typography>
      </Step>
    </Stack>
  );
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly children: ReactNode;
}

function Step({ number, title, children }: StepProps) {
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: '2rem minmax(0, 1fr)', columnGap: 1.5 }}>
      <StepMark>{number}</StepMark>
      <div>
        <Typography variant="h3" component="h3" sx={{ mb: 1, lineHeight: 2 }}>
          {title}
        </Typography>
        {children}
      </div>
    </Box>
  );
}

/** The number of a step, or a tick. */
export function StepMark({ children }: { children: ReactNode }) {
  return (
    <Box
      aria-hidden
      sx={{
        display: 'grid',
        placeItems: 'center',
        width: 32,
        height: 32,
        borderRadius: '50%',
        bgcolor: 'action.hover',
        color: 'primary.main',
        fontWeight: 680,
      }}
    >
      {children}
    </Box>
  );
}
