import { createTheme } from '@mui/material/styles';
import { components } from './themeComponents';

const FONT = "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif";

/** Both colour schemes. Text has at least 4.5:1 against its ground, lines and graphics that mean something 3:1. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data' },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: '#2f4bc7', dark: '#23389a', light: '#5a72da', contrastText: '#ffffff' },
        error: { main: '#b3261e', dark: '#8c1d17', light: '#d0524a', contrastText: '#ffffff' },
        warning: { main: '#8a5a00', dark: '#6b4600', light: '#b98222', contrastText: '#ffffff' },
        success: { main: '#1a7446', dark: '#125734', light: '#3f9a6b', contrastText: '#ffffff' },
        info: { main: '#2f4bc7', dark: '#23389a', light: '#5a72da', contrastText: '#ffffff' },
        background: { default: '#f6f7f9', paper: '#ffffff' },
        text: { primary: '#161a23', secondary: '#555d6e', disabled: '#757c8b' },
        divider: '#e1e4ea',
      },
    },
    dark: {
      palette: {
        primary: { main: '#a3b4ff', dark: '#8497f0', light: '#c2cdff', contrastText: '#0d1016' },
        error: { main: '#ff938a', dark: '#e8756b', light: '#ffb4ad', contrastText: '#0d1016' },
        warning: { main: '#f0bd5b', dark: '#d09d3b', light: '#f8d591', contrastText: '#0d1016' },
        success: { main: '#6bd6a0', dark: '#48b37e', light: '#97e6bf', contrastText: '#0d1016' },
        info: { main: '#a3b4ff', dark: '#8497f0', light: '#c2cdff', contrastText: '#0d1016' },
        background: { default: '#0d1016', paper: '#151a23' },
        text: { primary: '#e9ecf3', secondary: '#a5adbd', disabled: '#828a9a' },
        divider: '#2a303c',
      },
    },
  },
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: FONT,
    fontSize: 14,
    h1: { fontSize: '1.625rem', lineHeight: 1.25, fontWeight: 650, letterSpacing: '-0.018em' },
    h2: { fontSize: '1.0625rem', lineHeight: 1.4, fontWeight: 620, letterSpacing: '-0.006em' },
    h3: { fontSize: '0.9375rem', lineHeight: 1.4, fontWeight: 600 },
    h6: { fontSize: '1.125rem', lineHeight: 1.4, fontWeight: 620, letterSpacing: '-0.008em' },
    body1: { fontSize: '0.9375rem', lineHeight: 1.5 },
    subtitle2: { fontWeight: 600 },
    button: { textTransform: 'none', fontWeight: 560 },
  },
  components,
});
