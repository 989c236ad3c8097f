import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { type ReactNode, useEffect, useEffectEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { paths } from '../../lib/paths';
import { areShortcutsOn } from '../../lib/shortcutSwitch';
import { CopyButton } from '../../ui/CopyButton';
import { CloseIcon } from '../../ui/icons';
import { MaskedKey } from '../../ui/MaskedKey';
import { TimeText } from '../../ui/TimeText';
import { canRotate, standingOf } from './apiKeyStanding';
import { hasLimits, KeyLimits } from './KeyLimits';
import { KeyMonth } from './KeyMonth';
import { KeyReceipt } from './KeyReceipt';
import { LeakNotice } from './LeakNotice';
import { ModelChips } from './ModelChips';
import { OverlapNotice } from './OverlapNotice';
import { StatusChip } from './StatusChip';
import type { ApiKeyDetails } from './useApiKey';

interface ApiKeyDrawerProps {
  readonly apiKey: ApiKeyDetails;
  /** The account's, for its days. */
  readonly zone: string;
  readonly listSearch: string;
  /** The keys of the list behind, in its order: `[` and `]` lead to the neighbours. */
  readonly shownIds: readonly string[];
  /** What was done to the key lately. */
  readonly activity: ReactNode;
}

/** Everything about one key, beside the list; on phones it fills the screen. */
export function ApiKeyDrawer({ apiKey, zone, listSearch, shownIds, activity }: ApiKeyDrawerProps) {
  const { t } = useTranslation();
  const titleId = useId();
  const navigate = useNavigate();
  const go = (pathname: string) => void navigate({ pathname, search: listSearch });
  useNeighbourKeys(shownIds, apiKey.id, (id) => go(paths.apiKey(id)));
  const link = (pathname: string) => ({ component: Link, to: { pathname, search: listSearch } });
  return (
    <Drawer
      open
      anchor="right"
      onClose={() => go(paths.apiKeys)}
      disableRestoreFocus
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': titleId,
          sx: { width: 480, maxWidth: '100%' },
        },
      }}
    >
      <Stack sx={{ p: 3, gap: 2.5, overflowWrap: 'anywhere' }}>
        <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1 }}>
          <Typography id={titleId} variant="h6" component="h2" translate="no" sx={{ flex: 1, minWidth: 0 }}>
            <bdi>{apiKey.name}</bdi>
          </Typography>
          <IconButton autoFocus aria-label={t('action.close')} onClick={() => go(paths.apiKeys)}>
            <CloseIcon fontSize="small" />
          </IconButton>
        </Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
          <StatusChip standing={standingOf(apiKey, new Date())} />
          <MaskedKey text={apiKey.maskedKey} />
        </Box>
        <OverlapNotice apiKey={apiKey} />
        {apiKey.leak && <LeakNotice leak={apiKey.leak} />}
        <KeyReceipt id={apiKey.id} />
        <Facts apiKey={apiKey} />
        <Part title={t('keys.column.models')}>
          {apiKey.allModels ? t('keyForm.allModels') : <ModelChips models={apiKey.models} />}
        </Part>
        {hasLimits(apiKey) && (
          <Part title={t('keyForm.limits')}>
            <KeyLimits limits={apiKey.limits} />
          </Part>
        )}
        <Part title={t('keyDetail.month')}>
          <KeyMonth key={apiKey.id} id={apiKey.id} zone={zone} />
        </Part>
        <Part title={t('keyDetail.activity')}>{activity}</Part>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
          {apiKey.status !== 'REVOKED' && (
            <Button variant="contained" {...link(paths.editApiKey(apiKey.id))}>
              {t('keys.edit')}
            </Button>
          )}
          {canRotate(apiKey) && (
            <Button variant="outlined" {...link(paths.rotateApiKey(apiKey.id))}>
              {t('keyRotate.menu')}
            </Button>
          )}
          {apiKey.status !== 'REVOKED' && (
            <Button variant="outlined" color="error" {...link(paths.revokeApiKey(apiKey.id))}>
              {t('keys.revoke')}
            </Button>
          )}
          <Button component={Link} to={paths.usageOfApiKey(apiKey.id)}>
            {t('keys.viewUsage')}
          </Button>
        </Box>
      </Stack>
    </Drawer>
  );
}

function Facts({ apiKey }: { apiKey: ApiKeyDetails }) {
  const { t } = useTranslation();
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: 'minmax(6rem, auto) 1fr',
        columnGap: 2,
        rowGap: 1,
        alignItems: 'center',
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0, minWidth: 0 },
      }}
    >
      <dt>{t('keyDetail.id')}</dt>
      <dd>
        <MaskedKey text={`${apiKey.id.slice(0, 8)}…`} />{' '}
        <CopyButton text={apiKey.id} label={t('keys.copyId')} variant="text" />
      </dd>
      <dt>{t('keys.column.createdAt')}</dt>
      <dd>
        <TimeText at={apiKey.createdAt} />
      </dd>
      <dt>{t('keys.column.lastUsedAt')}</dt>
      <dd>{apiKey.lastUsedAt ? <TimeText at={apiKey.lastUsedAt} /> : t('keys.neverUsed')}</dd>
      <dt>{t('keys.column.expiresAt')}</dt>
      <dd>{apiKey.expiresAt ? <TimeText at={apiKey.expiresAt} /> : t('keys.neverExpires')}</dd>
      {apiKey.note !== null && (
        <>
          <dt>{t('keyForm.note')}</dt>
          <dd>
            <bdi translate="no">{apiKey.note}</bdi>
          </dd>
        </>
      )}
    </Box>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section">
      <Typography variant="h3" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

/** `[` leads to the key before, `]` to the one after. */
function useNeighbourKeys(ids: readonly string[], id: string, onGo: (id: string) => void): void {
  const press = useEffectEvent(({ key, ctrlKey, metaKey }: KeyboardEvent) => {
    if (ctrlKey || metaKey || (key !== '[' && key !== ']') || !areShortcutsOn()) return;
    const at = ids.indexOf(id);
    const neighbour = at < 0 ? undefined : ids[at + (key === '[' ? -1 : 1)];
    if (neighbour !== undefined) onGo(neighbour);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
