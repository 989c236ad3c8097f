import Box from '@mui/material/Box';
import { keyframes, styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visuallyHidden } from './hidden';

/** Below this wait a skeleton would only flicker. */
const SHOW_AFTER_MS = 300;

interface LoadingBlockProps {
  readonly rows?: number;
  readonly rowHeight?: number;
}

/** Grey bars in the shape of what comes. */
export function LoadingBlock({ rows = 1, rowHeight = 56 }: LoadingBlockProps) {
  const { t } = useTranslation();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SHOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);

  return (
    <Box role="status" sx={{ minHeight: rows * (rowHeight + 8) }}>
      <Box component="span" sx={visuallyHidden}>
        {t('state.loading')}
      </Box>
      {isSlow &&
        Array.from({ length: rows }, (_, row) => row).map((row) => (
          <Bar key={row} style={{ height: rowHeight }} />
        ))}
    </Box>
  );
}

const pulse = keyframes`
  50% { opacity: 0.45; }
`;

const Bar = styled('div')(({ theme }) => ({
  marginBottom: 8,
  borderRadius: 8,
  backgroundColor: (theme.vars ?? theme).palette.action.hover,
  animation: `${pulse} 2s ease-in-out infinite`,
}));
