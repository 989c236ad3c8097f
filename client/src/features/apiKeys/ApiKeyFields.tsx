import Stack from '@mui/material/Stack';
import type { UseFormReturn } from 'react-hook-form';
import type { ApiKeyFormValues } from './apiKeyForm';
import { ExpirationField } from './ExpirationField';
import { MoreFields } from './MoreFields';
import type { RenderModelPicker } from './modelPickerSlot';
import { NameField } from './NameField';
import { PermissionField } from './PermissionField';

interface ApiKeyFieldsProps {
  readonly form: UseFormReturn<ApiKeyFormValues>;
  readonly renderModelPicker: RenderModelPicker;
  /** When the key ends as it is; null for a new key and for one that never ends. */
  readonly currentExpiresAt: string | null;
  /** The operator's rule for the life of keys, in days; null for none. */
  readonly maxLifetimeDays: number | null;
  /** The name that the key has already, which is no duplicate. */
  readonly currentName: string | null;
}

/** Name, permission, expiration, limits and note: the same fields to make a key and to change it. */
export function ApiKeyFields(props: ApiKeyFieldsProps) {
  const { form, renderModelPicker, currentExpiresAt, maxLifetimeDays, currentName } = props;
  return (
    <Stack sx={{ gap: 3, pt: 1 }}>
      <NameField form={form} currentName={currentName} />
      <PermissionField form={form} renderModelPicker={renderModelPicker} />
      <ExpirationField form={form} currentExpiresAt={currentExpiresAt} maxLifetimeDays={maxLifetimeDays} />
      <MoreFields form={form} />
    </Stack>
  );
}
