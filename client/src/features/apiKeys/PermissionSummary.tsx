import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { type Control, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { browserTimeZone } from '../../lib/zonedTime';
import type { ApiKeyFormValues } from './apiKeyForm';
import { expiresAtOf } from './expiration';

interface PermissionSummaryProps {
  readonly control: Control<ApiKeyFormValues>;
  readonly maxLifetimeDays: number | null;
}

/** One sentence on what is about to be made, read just before the button is pressed. */
export function PermissionSummary({ control, maxLifetimeDays }: PermissionSummaryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [now] = useState(() => new Date());
  const zone = browserTimeZone();
  const { permission, modelIds, expiration, customDay } = useWatch({ control });
  const expiresAt = expiresAtOf(
    { choice: expiration ?? 'never', customDay: customDay ?? '' },
    { now, zone, current: null, maxDays: maxLifetimeDays },
  );
  const count = modelIds?.length ?? 0;
  if (permission === 'some' && count === 0) return null;
  if (expiration === 'custom' && expiresAt === null) return null;

  const date = expiresAt === null ? '' : format.date(new Date(expiresAt), zone);
  const text = () => {
    if (permission === 'all')
      return expiresAt === null ? t('keyForm.summary.allNever') : t('keyForm.summary.allUntil', { date });
    return expiresAt === null
      ? t('keyForm.summary.someNever', { count })
      : t('keyForm.summary.someUntil', { count, date });
  };
  return (
    <Typography variant="body2" color="textSecondary">
      {text()}
    </Typography>
  );
}
