import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useEffect, useId, useState } from 'react';
import type { FieldErrors, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ChevronDownIcon, ChevronRightIcon } from '../../ui/icons';
import type { ApiKeyFormValues } from './apiKeyForm';
import { LIMIT_NAMES } from './keyLimits';
import { LimitFields } from './LimitFields';
import { NoteField } from './NoteField';
import type { FieldAtFault } from './serverFieldProblem';

/**
 * What few people need, folded away until they do. A problem inside unfolds it, once for each time the form is sent, and
 * has the focus when it is the first of the form.
 */
export function MoreFields({ form }: { form: UseFormReturn<ApiKeyFormValues> }) {
  const { t } = useTranslation();
  const panelId = useId();
  const [isOpen, setOpen] = useState(() => isFilledIn(form.getValues()));
  const { errors, submitCount } = form.formState;
  const problem = problemInside(errors);
  const occasion = problem && `${submitCount} ${problem}`;
  const [answered, setAnswered] = useState<string | null>(null);
  const [unfoldedFor, setUnfoldedFor] = useState<FieldAtFault | null>(null);
  if (occasion !== null && occasion !== answered) {
    setAnswered(occasion);
    if (!isOpen) {
      setOpen(true);
      setUnfoldedFor(isProblemAbove(errors) ? null : problem);
    }
  }

  // A field that was folded away could not take the focus when the form was sent.
  const { setFocus } = form;
  useEffect(() => {
    if (unfoldedFor === null) return;
    setFocus(unfoldedFor);
    setUnfoldedFor(null);
  }, [unfoldedFor, setFocus]);

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
      {/* Folded, not gone: a field that is gone is sent without being checked. */}
      <div id={panelId} hidden={!isOpen}>
        <Stack sx={{ gap: 2.5, pt: 1.5 }}>
          <LimitFields form={form} />
          <NoteField form={form} />
        </Stack>
      </div>
    </Box>
  );
}

function isFilledIn({ note, limits }: ApiKeyFormValues): boolean {
  return note !== '' || Object.values(limits).some((limit) => limit !== '');
}

/** The first field in here that is at fault. */
function problemInside({ limits, note }: FieldErrors<ApiKeyFormValues>): FieldAtFault | null {
  const limit = LIMIT_NAMES.find((name) => limits?.[name] !== undefined);
  if (limit) return `limits.${limit}`;
  return note === undefined ? null : 'note';
}

function isProblemAbove({ name, modelIds, customDay }: FieldErrors<ApiKeyFormValues>): boolean {
  return name !== undefined || modelIds !== undefined || customDay !== undefined;
}
