import Checkbox from '@mui/material/Checkbox';
import { useTranslation } from 'react-i18next';
import type { ListedApiKey } from './useApiKeys';
import { canSelect, type KeySelection } from './useKeySelection';

interface SelectKeyBoxProps {
  readonly apiKey: Pick<ListedApiKey, 'id' | 'name' | 'status'>;
  readonly isSelected: boolean;
  readonly onToggle: KeySelection['toggle'];
}

/** Ticks a key for what is done with several at once; with Shift all from the one before. Nothing for a key that cannot be revoked. */
export function SelectKeyBox({ apiKey, isSelected, onToggle }: SelectKeyBoxProps) {
  const { t } = useTranslation();
  if (!canSelect(apiKey)) return null;
  return (
    <Checkbox
      size="small"
      checked={isSelected}
      onChange={({ nativeEvent }) =>
        onToggle(apiKey.id, { isRange: nativeEvent instanceof MouseEvent && nativeEvent.shiftKey })
      }
      slotProps={{ input: { 'aria-label': t('keys.select.one', { name: apiKey.name }) } }}
    />
  );
}
