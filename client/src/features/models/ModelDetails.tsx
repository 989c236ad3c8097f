import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import type { CatalogueModel } from './useModels';

/** What helps to choose: how much the model reads at once, and its price. */
export function ModelDetails({ id, model }: { id: string; model: CatalogueModel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { contextTokens, inputPrice, outputPrice } = model;
  const facts = [
    contextTokens === null ? null : t('models.context', { size: format.compact(contextTokens) }),
    priceText(),
  ].filter((fact) => fact !== null);

  function priceText(): string | null {
    if (inputPrice === null) return null;
    const input = format.price(inputPrice);
    if (outputPrice === null) return t('models.priceIn', { input });
    return t('models.price', { input, output: format.price(outputPrice) });
  }

  return (
    <Typography id={id} variant="body2" color="textSecondary" component="span">
      {facts.join(' · ')}
    </Typography>
  );
}
