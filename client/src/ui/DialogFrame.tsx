import Dialog from '@mui/material/Dialog';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import useMediaQuery from '@mui/material/useMediaQuery';
import { type ReactNode, type Ref, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CloseIcon } from './icons';

interface DialogFrameProps {
  readonly title: string;
  /** Escape and the cross; a click beside the dialog never closes it, because that happens by mistake. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly role?: 'dialog' | 'alertdialog';
  readonly describedBy?: string;
  readonly titleRef?: Ref<HTMLHeadingElement>;
  readonly maxWidth?: 'xs' | 'sm' | 'md';
  /** Gives the focus back to where it was. Without it the list behind takes it. */
  readonly restoresFocus?: boolean;
}

/** A dialog with its title and its cross; on phones it fills the screen. */
export function DialogFrame(props: DialogFrameProps) {
  const {
    title,
    onClose,
    children,
    role = 'dialog',
    describedBy,
    titleRef,
    maxWidth = 'sm',
    restoresFocus = false,
  } = props;
  const { t } = useTranslation();
  const titleId = useId();
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  return (
    <Dialog
      open
      fullWidth
      fullScreen={isPhone}
      maxWidth={maxWidth}
      role={role}
      aria-labelledby={titleId}
      aria-describedby={describedBy}
      disableRestoreFocus={!restoresFocus}
      onClose={(_event, reason) => reason !== 'backdropClick' && onClose()}
    >
      <DialogTitle
        ref={titleRef}
        id={titleId}
        tabIndex={-1}
        sx={{ pr: 8, outline: 'none', overflowWrap: 'anywhere' }}
      >
        {title}
      </DialogTitle>
      <IconButton
        aria-label={t('action.close')}
        onClick={onClose}
        sx={{ position: 'absolute', right: 12, top: 12 }}
      >
        <CloseIcon fontSize="small" />
      </IconButton>
      {children}
    </Dialog>
  );
}
