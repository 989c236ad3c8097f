import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Checkbox from '@mui/material/Checkbox';
import Collapse from '@mui/material/Collapse';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronDownIcon, ChevronRightIcon } from '../../ui/icons';
import { ModelOption } from './ModelOption';
import { type ModelGroup, tickedOf } from './pickModels';
import { providerName } from './providerName';

interface ModelPickerGroupProps {
  /** The models of one provider that the search shows. */
  readonly group: ModelGroup;
  readonly selected: ReadonlySet<string>;
  readonly search: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onTick: (ids: readonly string[], isTicked: boolean) => void;
}

/** Models of one provider that are drawn before one asks for the others. */
const MOST_AT_ONCE = 100;

/** A provider with a box for all of its models, and the models below. */
export function ModelPickerGroup({
  group,
  selected,
  search,
  isOpen,
  onToggle,
  onTick,
}: ModelPickerGroupProps) {
  const { t } = useTranslation();
  const listId = useId();
  const provider = providerName(group.provider);
  const ticked = tickedOf(group.models, selected);
  const counts = {
    selected: group.models.filter((model) => selected.has(model.id)).length,
    total: group.models.length,
  };
  const [isWhole, setWhole] = useState(false);
  const drawn = isWhole ? group.models : group.models.slice(0, MOST_AT_ONCE);
  const Chevron = isOpen ? ChevronDownIcon : ChevronRightIcon;

  return (
    <Box role="group" aria-label={provider}>
      <Box sx={{ display: 'flex', alignItems: 'center', minHeight: 42, px: 1 }}>
        <Checkbox
          size="small"
          checked={ticked === 'all'}
          indeterminate={ticked === 'some'}
          onChange={() =>
            onTick(
              group.models.map((model) => model.id),
              ticked !== 'all',
            )
          }
          slotProps={{ input: { 'aria-label': t('models.groupState', { provider, ...counts }) } }}
        />
        <ButtonBase
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-label={t(isOpen ? 'models.collapse' : 'models.expand', { provider })}
          onClick={onToggle}
          sx={{
            flex: 1,
            font: 'inherit',
            justifyContent: 'space-between',
            gap: 1,
            px: 0.5,
            py: 0.75,
            borderRadius: 1,
            textAlign: 'start',
          }}
        >
          <Typography component="span" variant="subtitle2">
            {provider}
          </Typography>
          <Box
            component="span"
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 0.5,
              color: 'text.secondary',
              fontSize: '0.8125rem',
            }}
          >
            {t('models.ofTotal', counts)}
            <Chevron fontSize="small" />
          </Box>
        </ButtonBase>
      </Box>
      <Collapse in={isOpen} id={listId} unmountOnExit timeout={120}>
        {drawn.map((model) => (
          <ModelOption
            key={model.id}
            model={model}
            search={search}
            isTicked={selected.has(model.id)}
            onTick={(isTicked) => onTick([model.id], isTicked)}
          />
        ))}
        {drawn.length < group.models.length && (
          <Button onClick={() => setWhole(true)} sx={{ ml: { xs: 1.5, sm: 4 } }}>
            {t('models.showAll', { count: group.models.length })}
          </Button>
        )}
      </Collapse>
    </Box>
  );
}
