import { styled } from '@mui/material/styles';
import { MONOSPACE } from './monospace';

/** The part of a key that may be seen. Screen readers and translators leave it as it is. */
export function MaskedKey({ text }: { text: string }) {
  return <Code translate="no">{text}</Code>;
}

const Code = styled('code')(({ theme }) => ({
  fontFamily: MONOSPACE,
  fontSize: '0.8125rem',
  color: (theme.vars ?? theme).palette.text.secondary,
  whiteSpace: 'nowrap',
}));
