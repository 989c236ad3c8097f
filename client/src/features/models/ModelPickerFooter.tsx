import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';

interface ModelPickerFooterProps {
  readonly selectedCount: number;
  readonly shownCount: number;
  /** True when a search hides some models: "select all" then means those shown. */
  readonly isFiltered: boolean;
  readonly onSelectShown: () => void;
  readonly onClear: () => void;
}

export function ModelPickerFooter(props: ModelPickerFooterProps) {
  const { t } = useTranslation();
  const { selectedCount, shownCount, isFiltered, onSelectShown, onClear } = props;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 1, mt: 0.5 }}>
      <Typography variant="body2" role="status" sx={{ mr: 'auto' }}>
        {t('models.selectedCount', { count: selectedCount })}
      </Typography>
      {shownCount > 0 && (
        <Button size="small" onClick={onSelectShown}>
          {t(isFiltered ? 'models.selectShown' : 'models.selectAll', { count: shownCount })}
        </Button>
      )}
      {selectedCount > 0 && (
        <Button size="small" onClick={onClear}>
          {t('models.clear')}
        </Button>
      )}
    </Box>
  );
}
