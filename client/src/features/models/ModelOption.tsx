import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import { useId } from 'react';
import { Highlight } from '../../ui/Highlight';
import { ModelDetails } from './ModelDetails';
import type { CatalogueModel } from './useModels';

interface ModelOptionProps {
  readonly model: CatalogueModel;
  readonly search: string;
  readonly isTicked: boolean;
  readonly onTick: (isTicked: boolean) => void;
}

/** One model to tick. Its name is the label; context and price are read after it. */
export function ModelOption({ model, search, isTicked, onTick }: ModelOptionProps) {
  const id = useId();
  return (
    <Box
      component="label"
      sx={{
        display: 'flex',
        alignItems: 'center',
        pl: { xs: 1.5, sm: 4 },
        pr: 1.5,
        minHeight: 38,
        cursor: 'pointer',
        borderRadius: 1,
        '&:hover': { bgcolor: 'action.hover' },
      }}
    >
      <Checkbox
        size="small"
        checked={isTicked}
        onChange={(event) => onTick(event.target.checked)}
        slotProps={{ input: { 'aria-labelledby': `${id}-name`, 'aria-describedby': `${id}-details` } }}
      />
      <Box
        sx={{
          display: 'flex',
          flex: 1,
          flexWrap: 'wrap',
          columnGap: 2,
          alignItems: 'baseline',
          minWidth: 0,
          py: 0.5,
        }}
      >
        <Box id={`${id}-name`} component="span" sx={{ flex: '1 1 12rem', overflowWrap: 'anywhere' }}>
          <Highlight text={model.name} search={search} />
        </Box>
        <ModelDetails id={`${id}-details`} model={model} />
      </Box>
    </Box>
  );
}
