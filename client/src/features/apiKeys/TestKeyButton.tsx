import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gatewayBaseUrl, useConfig } from '../../lib/config';
import { type KeyTestResult, testApiKey } from './testApiKey';

/** Proves on the spot that the key works. Only where the gateway is this very site: elsewhere the browser would refuse. */
export function TestKeyButton({ secret }: { secret: string }) {
  const { t } = useTranslation();
  const config = useConfig();
  const [isTesting, setTesting] = useState(false);
  const [result, setResult] = useState<KeyTestResult | null>(null);
  if (!isSameOrigin(config.publicUrl)) return null;

  async function test() {
    if (isTesting) return;
    setTesting(true);
    setResult(await testApiKey(gatewayBaseUrl(config), secret));
    setTesting(false);
  }

  const text = () => {
    if (result === null || isTesting) return '';
    if (result.kind === 'works') return t('secret.works', { count: result.models });
    return result.kind === 'refused' ? result.message : t('secret.testFailed');
  };
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
      <Button size="small" variant="outlined" aria-busy={isTesting} onClick={() => void test()}>
        {isTesting ? t('secret.testing') : t('secret.test')}
      </Button>
      <Box
        role="status"
        sx={{ color: result?.kind === 'works' ? 'success.main' : 'error.main', fontWeight: 520 }}
      >
        {text()}
      </Box>
    </Box>
  );
}

function isSameOrigin(url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === window.location.origin;
}
