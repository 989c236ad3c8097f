import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useTranslation } from 'react-i18next';

interface CompareSwitchProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Sets the period before beside the one that is shown. */
export function CompareSwitch({ isOn, onChange }: CompareSwitchProps) {
  const { t } = useTranslation();
  return (
    <FormControlLabel
      control={<Switch size="small" checked={isOn} onChange={(_event, next) => onChange(next)} />}
      label={t('usage.compare.switch')}
      sx={{ ml: 0, gap: 1 }}
    />
  );
}
