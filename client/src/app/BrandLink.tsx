import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConfig } from '../lib/config';
import { paths } from '../lib/paths';

/** The mark and the name of the installation. */
export function BrandLink() {
  const { t } = useTranslation();
  const { brandName } = useConfig();
  return (
    <Brand to={paths.apiKeys} aria-label={t('nav.home', { brand: brandName })}>
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="currentColor" className="ground" />
        <path
          d="M8 21.5V17m5.3 4.5v-8m5.4 8V15m5.3 6.5V9"
          strokeWidth="2.6"
          strokeLinecap="round"
          className="bars"
        />
      </svg>
      <span>{brandName}</span>
    </Brand>
  );
}

const Brand = styled(Link)(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  minWidth: 0,
  minHeight: 44,
  color: (theme.vars ?? theme).palette.text.primary,
  fontWeight: 640,
  fontSize: '1rem',
  letterSpacing: '-0.012em',
  textDecoration: 'none',
  '@media (max-width: 359.95px)': { gap: 8, fontSize: '0.875rem' },
  '& svg': { color: (theme.vars ?? theme).palette.primary.main, flexShrink: 0 },
  '& .bars': { stroke: (theme.vars ?? theme).palette.primary.contrastText },
  '& span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
}));
