import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { isTooFine, STEP_WORDS, STEPS, type Step } from './usageStep';
import type { UsageFrame } from './useUsage';

interface StepSelectProps {
  /** Null means whatever suits the range. */
  readonly step: Step | null;
  readonly frame: UsageFrame;
  readonly onChange: (step: Step | null) => void;
}

/** How wide a bar is. What would make too many bars says so and cannot be chosen. */
export function StepSelect({ step, frame, onChange }: StepSelectProps) {
  const { t } = useTranslation();
  const isUsed = step !== null && step === frame.step;
  const automatic = t(`usage.step.${STEP_WORDS[frame.autoStep]}`).toLowerCase();
  return (
    <TextField
      select
      label={t('usage.step.label')}
      value={isUsed ? step : 'auto'}
      onChange={({ target }) => onChange(STEPS.find((option) => option === target.value) ?? null)}
      sx={{ flex: '0 1 auto', minWidth: { xs: 0, sm: 130 } }}
    >
      <MenuItem value="auto">{t('usage.step.auto', { step: automatic })}</MenuItem>
      {STEPS.map((option) => {
        const isBlocked = isTooFine(option, frame);
        return (
          <MenuItem key={option} value={option} disabled={isBlocked}>
            <Box>
              {t(`usage.step.${STEP_WORDS[option]}`)}
              {isBlocked && (
                <Typography variant="caption" sx={{ display: 'block' }}>
                  {t('usage.step.tooMany')}
                </Typography>
              )}
            </Box>
          </MenuItem>
        );
      })}
    </TextField>
  );
}
