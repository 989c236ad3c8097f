import { INPUT_LIMITS } from '@keymeter/shared';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import { useId, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FormTextField } from '../../ui/FormTextField';
import { ChevronDownIcon, ChevronRightIcon } from '../../ui/icons';
import { type ApiKeyFormValues, characters } from './apiKeyForm';

/** What few people need, folded away until they do. */
export function NoteField({ form }: { form: UseFormReturn<ApiKeyFormValues> }) {
  const { t } = useTranslation();
  const panelId = useId();
  const [isOpen, setOpen] = useState(form.getValues('note') !== '');
  const max = INPUT_LIMITS.noteLength;
  return (
    <Box>
      <Button
        aria-expanded={isOpen}
        aria-controls={panelId}
        onClick={() => setOpen(!isOpen)}
        startIcon={isOpen ? <ChevronDownIcon /> : <ChevronRightIcon />}
        sx={{ ml: -1 }}
      >
        {t('keyForm.moreOptions')}
      </Button>
      <Collapse in={isOpen} id={panelId} timeout={120} unmountOnExit>
        <FormTextField
          label={t('keyForm.note')}
          multiline
          minRows={2}
          maxRows={6}
          sx={{ mt: 1.5 }}
          registration={form.register('note', {
            validate: (note) => characters(note.trim()) <= max || t('keyForm.problem.noteLong', { max }),
          })}
          problem={form.formState.errors.note?.message}
          helperText={t('keyForm.noteHint')}
        />
      </Collapse>
    </Box>
  );
}
