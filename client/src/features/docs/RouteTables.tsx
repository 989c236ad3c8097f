import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { MONOSPACE } from '../../ui/monospace';

const GATEWAY = {
  chat: 'POST /v1/chat/completions',
  responses: 'POST /v1/responses',
  messages: 'POST /v1/messages',
  countTokens: 'POST /v1/messages/count_tokens',
  completions: 'POST /v1/completions',
  embeddings: 'POST /v1/embeddings',
  rerank: 'POST /v1/rerank',
  models: 'GET /v1/models',
  key: 'GET /v1/key',
} as const;

const MANAGEMENT = {
  graphql: 'POST /graphql',
  stream: 'POST /graphql/stream',
  csv: 'GET /usage.csv',
  usage: 'GET /v1/organization/usage/completions',
  vectors: 'GET /v1/organization/usage/embeddings',
  costs: 'GET /v1/organization/costs',
  schema: 'GET /schema.graphql',
  leak: 'POST /leaks/report',
} as const;

type RouteName = keyof typeof GATEWAY | keyof typeof MANAGEMENT;

/** What programs can ask for, and with which credential. */
export function RouteTables() {
  const { t } = useTranslation();
  return (
    <>
      <RouteTable title={t('docs.gateway')} text={t('docs.gatewayText')} routes={GATEWAY} />
      <RouteTable title={t('docs.management')} text={t('docs.managementText')} routes={MANAGEMENT} />
    </>
  );
}

interface RouteTableProps {
  readonly title: string;
  readonly text: string;
  readonly routes: Partial<Readonly<Record<RouteName, string>>>;
}

function RouteTable({ title, text, routes }: RouteTableProps) {
  const { t } = useTranslation();
  // The keys of this object are names of routes, by its type.
  const rows = Object.entries(routes) as [RouteName, string][];
  return (
    <Paper variant="outlined" component="section" sx={{ p: { xs: 2, sm: 3 }, minWidth: 0 }}>
      <Typography variant="h2">{title}</Typography>
      <Typography color="textSecondary" sx={{ mt: 0.5, mb: 1.5 }}>
        {text}
      </Typography>
      <Box component="table" aria-label={title} sx={TABLE}>
        <thead>
          <tr>
            <th scope="col">{t('docs.path')}</th>
            <th scope="col">{t('docs.does')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, path]) => (
            <tr key={name}>
              <th scope="row" translate="no">
                <code>{path}</code>
              </th>
              <td>{t(`docs.route.${name}`)}</td>
            </tr>
          ))}
        </tbody>
      </Box>
    </Paper>
  );
}

/** On a phone each path stands above what it does. */
const TABLE = {
  width: '100%',
  borderCollapse: 'collapse',
  '& th, & td': { textAlign: 'start', py: 0.75, pr: 2, verticalAlign: 'top', fontWeight: 400 },
  '& thead th': { fontSize: '0.8125rem', fontWeight: 560, color: 'text.secondary' },
  '& tbody tr': { borderTop: 1, borderColor: 'divider' },
  '& tbody th': { width: '18rem' },
  '& code': { fontFamily: MONOSPACE, fontSize: '0.8125rem', overflowWrap: 'anywhere' },
  '@media (max-width: 599.95px)': {
    '& thead': { display: 'none' },
    '& tbody, & tbody tr, & tbody th, & tbody td': { display: 'block', width: 'auto' },
    '& tbody td': { pt: 0 },
  },
} as const;
