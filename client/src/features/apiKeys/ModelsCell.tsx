import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ModelChips } from './ModelChips';
import type { ApiKeyRow } from './useApiKeys';

const NAMED = 2;

/** The first models by name; the others open on a click. */
export function ModelsCell({ apiKey }: { apiKey: ApiKeyRow }) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (apiKey.allModels) return t('keys.allModels');

  const { models, name } = apiKey;
  const more = models.length - NAMED;
  return (
    <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', columnGap: 0.75 }}>
      <span>
        {models.slice(0, NAMED).map((model, at) => (
          <span key={model.id}>
            {at > 0 && ', '}
            <ModelName model={model} />
          </span>
        ))}
      </span>
      {more > 0 && (
        <>
          <Button
            size="small"
            aria-label={t('keys.moreModels', { count: models.length, name })}
            aria-haspopup="dialog"
            onClick={(event) => setAnchor(event.currentTarget)}
            sx={{ minWidth: 32, minHeight: 24, px: 0.75, py: 0 }}
          >
            {`+${more}`}
          </Button>
          <Popover
            open={anchor !== null}
            anchorEl={anchor}
            onClose={() => setAnchor(null)}
            anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
            slotProps={{
              paper: { role: 'dialog', 'aria-label': t('keys.moreModels', { count: models.length, name }) },
            }}
          >
            <Box sx={{ p: 1.5, width: 320, maxWidth: '100%' }}>
              <ModelChips models={models} />
            </Box>
          </Popover>
        </>
      )}
    </Stack>
  );
}

function ModelName({ model }: { model: ApiKeyRow['models'][number] }) {
  const { t } = useTranslation();
  return model.isAvailable ? model.name : <s title={t('keys.modelRetired')}>{model.name}</s>;
}
