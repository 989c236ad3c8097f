import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import Stack from '@mui/material/Stack';
import { useId, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ChevronDownIcon, ChevronRightIcon } from '../../ui/icons';
import type { ApiKeyFormValues } from './apiKeyForm';
import { LimitFields } from './LimitFields';
import { NoteField } from './NoteField';

/** What few people need, folded away until they do. A problem inside unfolds it. */
export function MoreFields({ form }: { form: UseFormReturn<ApiKeyFormValues> }) {
  const { t } = useTranslation();
  const panelId = useId();
  const [isAsked, setAsked] = useState(() => isFilledIn(form.getValues()));
  const { errors } = form.formState;
  const isOpen = isAsked || errors.limits !== undefined || errors.note !== undefined;
  return (
    <Box>
      <Button
        aria-expanded={isOpen}
        aria-controls={isOpen ? panelId : undefined}
        onClick={() => setAsked(!isOpen)}
        startIcon={isOpen ? <ChevronDownIcon /> : <ChevronRightIcon />}
        sx={{ ml: -1 }}
      >
        {t('keyForm.moreOptions')}
      </Button>
      <Collapse in={isOpen} id={panelId} timeout={120} unmountOnExit>
        <Stack sx={{ gap: 2.5, pt: 1.5 }}>
          <LimitFields form={form} />
          <NoteField form={form} />
        </Stack>
      </Collapse>
    </Box>
  );
}

function isFilledIn({ note, limits }: ApiKeyFormValues): boolean {
  return note !== '' || Object.values(limits).some((limit) => limit !== '');
}
