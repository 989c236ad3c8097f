import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { useChangeText } from './useChangeText';
import { useLineName } from './useLineName';

/** All that rows need to write themselves, made once for a thousand of them. */
export function useRowTexts(zone: string) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useLineName(zone);
  const changeText = useChangeText();
  return useMemo(() => ({ t, format, nameOf, changeText }), [t, format, nameOf, changeText]);
}

export type RowTexts = ReturnType<typeof useRowTexts>;
