import DialogContent from '@mui/material/DialogContent';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { areShortcutsOn, switchShortcuts } from '../lib/shortcutSwitch';
import { DialogFrame } from '../ui/DialogFrame';
import { MONOSPACE } from '../ui/monospace';
import { SHORTCUTS } from './shortcuts';

/** Every shortcut, and the switch for all of them. */
export function ShortcutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [isOn, setOn] = useState(areShortcutsOn);
  const names = Object.keys(SHORTCUTS) as (keyof typeof SHORTCUTS)[]; // Object.keys widens to string
  const rows = [
    { name: 'help', keys: ['?'] },
    ...names.map((name) => ({ name, keys: SHORTCUTS[name].keys })),
    { name: 'previousKey', keys: ['['] },
    { name: 'nextKey', keys: [']'] },
  ] as const;

  return (
    <DialogFrame title={t('shortcut.title')} maxWidth="xs" restoresFocus onClose={onClose}>
      <DialogContent>
        <FormControlLabel
          control={
            <Switch
              autoFocus
              checked={isOn}
              onChange={({ target }) => {
                setOn(target.checked);
                switchShortcuts(target.checked);
              }}
            />
          }
          label={t('shortcut.on')}
        />
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
          {t('shortcut.note')}
        </Typography>
        <Table size="small" aria-label={t('shortcut.title')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('shortcut.keys')}</TableCell>
              <TableCell>{t('shortcut.does')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(({ name, keys }) => (
              <TableRow key={name}>
                <TableCell
                  component="th"
                  scope="row"
                  translate="no"
                  sx={{ fontFamily: MONOSPACE, whiteSpace: 'nowrap' }}
                >
                  {keys.length === 2 ? t('shortcut.sequence', { first: keys[0], second: keys[1] }) : keys[0]}
                </TableCell>
                <TableCell>{t(`shortcut.${name}`)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </DialogContent>
    </DialogFrame>
  );
}
