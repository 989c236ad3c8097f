import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../lib/paths';
import { CopyButton } from '../../ui/CopyButton';
import { DialogFrame } from '../../ui/DialogFrame';
import { MONOSPACE } from '../../ui/monospace';
import { ModelDetails } from './ModelDetails';
import { ModelSample } from './ModelSample';
import type { CatalogueModel } from './useModels';

interface ModelDialogProps {
  readonly model: CatalogueModel;
  readonly onClose: () => void;
}

/** One model: its id to copy, a first request, its usage, and a key for it. */
export function ModelDialog({ model, onClose }: ModelDialogProps) {
  const { t } = useTranslation();
  return (
    <DialogFrame title={model.name} onClose={onClose} maxWidth="md">
      <DialogContent>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', mb: 1 }}>
          <Box component="code" translate="no" sx={{ fontFamily: MONOSPACE, overflowWrap: 'anywhere' }}>
            {model.id}
          </Box>
          <CopyButton text={model.id} label={t('models.page.copyId')} variant="text" />
        </Box>
        <ModelDetails id="model-details" model={model} />
        {model.isAvailable ? (
          <ModelSample model={model} />
        ) : (
          <Typography sx={{ mt: 2 }}>{t('models.page.goneText')}</Typography>
        )}
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap' }}>
        <Button component={Link} to={paths.usageOfModel(model.id)}>
          {t('models.page.usage')}
        </Button>
        {model.isAvailable && (
          <Button variant="contained" component={Link} to={paths.newApiKeyFor(model.id)}>
            {t('models.page.createKey')}
          </Button>
        )}
      </DialogActions>
    </DialogFrame>
  );
}
