import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { idColor } from '../../lib/idColor';
import { useFormat } from '../../lib/useFormat';
import { sparkPath } from './sparkPath';

interface KeySparkProps {
  readonly id: string;
  /** Tokens day by day; undefined while they are on their way. */
  readonly tokens: readonly number[] | undefined;
}

const WIDTH = 56;
const HEIGHT = 16;

/** What a key used in seven days: as bars for the eye, as a number for all. Keeps its place while it loads. */
export function KeySpark({ id, tokens }: KeySparkProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const sum = tokens?.reduce((whole, day) => whole + day, 0) ?? 0;
  return (
    <Line>
      {tokens && (
        <>
          <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
            <path d={sparkPath(tokens, WIDTH, HEIGHT)} fill={idColor(id)} />
          </svg>
          {t('keys.spark', { count: sum, tokens: format.compact(sum) })}
        </>
      )}
    </Line>
  );
}

const Line = styled('span')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  minHeight: 20,
  fontSize: '0.8125rem',
  fontWeight: 400,
  color: (theme.vars ?? theme).palette.text.secondary,
  [theme.breakpoints.up('lg')]: { whiteSpace: 'nowrap' },
  '& svg': { flexShrink: 0 },
}));
