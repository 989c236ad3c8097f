import { createDataSource } from './server/src/db/dataSource';

const url = process.env.DATABASE_URL;
if (!url) throw new Error('Set DATABASE_URL for the TypeORM command line.');
export default createDataSource(url);
