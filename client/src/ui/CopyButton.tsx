import Button, { type ButtonProps } from '@mui/material/Button';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../lib/copyText';
import { CheckIcon, CopyIcon } from './icons';
import { LiveText } from './LiveText';

const SHOW_COPIED_MS = 2_000;

interface CopyButtonProps {
  readonly text: string;
  /** What a screen reader calls the button, where "Copy" alone would not say what. */
  readonly label?: string;
  /** What it says when the text is on the clipboard. */
  readonly copiedText?: string;
  readonly onCopied?: () => void;
  readonly onBlocked?: () => void;
  readonly variant?: ButtonProps['variant'];
}

/** Copies, and says so for two seconds; the width stays, so that nothing around it moves. */
export function CopyButton({
  text,
  label,
  copiedText,
  onCopied,
  onBlocked,
  variant = 'outlined',
}: CopyButtonProps) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [outcome, setOutcome] = useState<'copied' | 'blocked' | null>(null);

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOW_COPIED_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    const isCopied = await copyText(text, button.current?.parentElement ?? undefined);
    setOutcome(isCopied ? 'copied' : 'blocked');
    if (isCopied) onCopied?.();
    else onBlocked?.();
  }

  const isCopied = outcome === 'copied';
  const spoken = {
    copied: copiedText ?? t('action.copied'),
    blocked: onBlocked ? '' : t('state.copyFailed'),
  };
  return (
    <>
      <Button
        ref={button}
        size="small"
        variant={variant}
        color={isCopied ? 'success' : 'primary'}
        aria-label={isCopied ? undefined : label}
        startIcon={isCopied ? <CheckIcon /> : <CopyIcon />}
        onClick={() => void copy()}
        sx={{ minWidth: 96, flexShrink: 0 }}
      >
        {isCopied ? t('action.copied') : t('action.copy')}
      </Button>
      <LiveText text={outcome === null ? '' : spoken[outcome]} />
    </>
  );
}
