import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';

interface GoneModelsProps {
  /** Chosen models that the catalogue no longer offers, by id. */
  readonly ids: readonly string[];
  readonly nameOf: (id: string) => string;
  readonly onRemove: (id: string) => void;
}

/** What can only be unticked: it was chosen once and cannot be chosen again. */
export function GoneModels({ ids, nameOf, onRemove }: GoneModelsProps) {
  const { t } = useTranslation();
  if (ids.length === 0) return null;
  return (
    <Box role="group" aria-label={t('models.gone')} sx={{ px: 1, pt: 1 }}>
      <Typography variant="subtitle2" color="warning" sx={{ px: 1 }}>
        {t('models.gone')}
      </Typography>
      {ids.map((id) => (
        <Box
          key={id}
          component="label"
          sx={{ display: 'flex', alignItems: 'center', minHeight: 38, cursor: 'pointer' }}
        >
          <Checkbox
            size="small"
            checked
            onChange={() => onRemove(id)}
            slotProps={{ input: { 'aria-label': t('models.goneState', { name: nameOf(id) }) } }}
          />
          <s>{nameOf(id)}</s>
        </Box>
      ))}
    </Box>
  );
}
