import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyModels } from './KeyModels';
import type { ApiKeyRow } from './useApiKeys';

/** The first models by name; the others open on a click. */
export function ModelsCell({ apiKey }: { apiKey: ApiKeyRow }) {
  const { t } = useTranslation();
  const { allModels, firstModels, modelCount } = apiKey;
  if (allModels) return t('keys.allModels');
  return (
    <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', columnGap: 0.75 }}>
      <span>
        {firstModels.map((model, at) => (
          <span key={model.id}>
            {at > 0 && ', '}
            <ModelName model={model} />
          </span>
        ))}
      </span>
      {modelCount > firstModels.length && <OtherModels apiKey={apiKey} />}
    </Stack>
  );
}

/** How many more there are; a click shows all. */
function OtherModels({ apiKey: { id, name, firstModels, modelCount } }: { apiKey: ApiKeyRow }) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const title = t('keys.moreModels', { count: modelCount, name });
  return (
    <>
      <Button
        size="small"
        aria-label={title}
        aria-haspopup="dialog"
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ minWidth: 32, minHeight: 24, px: 0.75, py: 0 }}
      >
        {`+${modelCount - firstModels.length}`}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': title } }}
      >
        <Box sx={{ p: 1.5, width: 320, maxWidth: '100%' }}>
          <KeyModels id={id} />
        </Box>
      </Popover>
    </>
  );
}

function ModelName({ model }: { model: ApiKeyRow['firstModels'][number] }) {
  const { t } = useTranslation();
  return model.isAvailable ? model.name : <s title={t('keys.modelRetired')}>{model.name}</s>;
}
