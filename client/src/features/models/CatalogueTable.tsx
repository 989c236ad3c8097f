import Chip from '@mui/material/Chip';
import { styled } from '@mui/material/styles';
import { memo, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { MONOSPACE } from '../../ui/monospace';
import { groupByProvider } from './pickModels';
import { providerName } from './providerName';
import type { CatalogueModel } from './useModels';

interface CatalogueTableProps {
  readonly models: readonly CatalogueModel[];
  readonly onOpen: (id: string) => void;
}

/** The catalogue, a body for each provider. On a phone each row is a card of its own. */
export function CatalogueTable({ models, onOpen }: CatalogueTableProps) {
  const { t } = useTranslation();
  // Rows keep their props, so that a search does not draw those anew that stay.
  const latestOpen = useRef(onOpen);
  useEffect(() => {
    latestOpen.current = onOpen;
  });
  const open = useCallback((id: string) => latestOpen.current(id), []);
  return (
    <Frame>
      <caption>{t('models.page.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('models.page.model')}</th>
          <th scope="col">{t('models.page.kind')}</th>
          <th scope="col">{t('models.page.context')}</th>
          <th scope="col">{t('models.page.input')}</th>
          <th scope="col">{t('models.page.output')}</th>
        </tr>
      </thead>
      {groupByProvider(models).map(({ provider, models: members }) => (
        <tbody key={provider}>
          <tr>
            <th scope="rowgroup" colSpan={5} className="provider">
              {providerName(provider)}
            </th>
          </tr>
          {members.map((model) => (
            <CatalogueRow key={model.id} model={model} onOpen={open} />
          ))}
        </tbody>
      ))}
    </Frame>
  );
}

interface CatalogueRowProps {
  readonly model: CatalogueModel;
  readonly onOpen: (id: string) => void;
}

/** Plain elements, and drawn anew only for another model: there may be five hundred. */
const CatalogueRow = memo(function CatalogueRow({ model, onOpen }: CatalogueRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const price = (value: string | null) => (value === null ? t('state.unknown') : format.price(value));
  return (
    <tr data-gone={model.isAvailable ? undefined : ''}>
      <th scope="row">
        <button type="button" className="open" onClick={() => onOpen(model.id)}>
          <bdi>{model.name}</bdi>
        </button>
        {!model.isAvailable && <Chip size="small" label={t('models.page.gone')} sx={{ ml: 1 }} />}
        <code translate="no">{model.id}</code>
      </th>
      <td data-label={t('models.page.kind')}>{t(`models.kind.${model.kind}`)}</td>
      <td data-label={t('models.page.context')}>
        {model.contextTokens === null ? t('state.unknown') : format.compact(model.contextTokens)}
      </td>
      <td data-label={t('models.page.input')}>{price(model.inputPrice)}</td>
      <td data-label={t('models.page.output')}>{price(model.outputPrice)}</td>
    </tr>
  );
});

const Frame = styled('table')(({ theme }) => {
  const { palette } = theme.vars ?? theme;
  return {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: '0.875rem',
    '& caption': { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' },
    '& th, & td': {
      padding: '8px 14px',
      textAlign: 'end',
      fontWeight: 'inherit',
      fontVariantNumeric: 'tabular-nums',
      borderBottom: `1px solid ${palette.divider}`,
    },
    '& th:first-of-type, & td:nth-of-type(1)': { textAlign: 'start' },
    '& thead th': { color: palette.text.secondary, fontSize: '0.8125rem', fontWeight: 560 },
    '& thead th:nth-of-type(2)': { textAlign: 'start' },
    '& tbody:last-of-type tr:last-of-type > *': { borderBottom: 0 },
    '& .provider': { fontWeight: 620, paddingTop: 18, fontSize: '0.9375rem' },
    '& tbody tr[data-gone]': { color: palette.text.secondary },
    '& tbody th[scope="row"]': { fontWeight: 560 },
    '& .open': {
      font: 'inherit',
      color: palette.primary.main,
      background: 'none',
      border: 0,
      padding: 0,
      minHeight: 24,
      textAlign: 'start',
      cursor: 'pointer',
      borderRadius: 4,
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': { outline: `2px solid ${palette.primary.main}`, outlineOffset: 2 },
    },
    '& code': {
      display: 'block',
      fontFamily: MONOSPACE,
      color: palette.text.secondary,
      fontWeight: 400,
      fontSize: '0.8125rem',
      overflowWrap: 'anywhere',
    },
    [theme.breakpoints.down('sm')]: {
      display: 'block',
      '& thead': { display: 'none' },
      '& tbody, & tr, & th': { display: 'block', textAlign: 'start' },
      '& tr': { borderBottom: `1px solid ${palette.divider}`, paddingBlock: 8 },
      '& th, & td, & td:nth-of-type(1)': { border: 0, paddingBlock: 4 },
      '& td': { display: 'flex', justifyContent: 'space-between', gap: 16 },
      '& td::before': { content: 'attr(data-label)', color: palette.text.secondary },
    },
  };
});
