import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who owns keys and pays, who signs in, and the tokens of programs. Columns of sign-in are those its library asks for. */
export class CreateAccounts1763880000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.createAccounts(db);
    await this.createSignIn(db);
    await this.createAccessTokens(db);
  }

  async down(db: QueryRunner): Promise<void> {
    const newestFirst = [
      'access_tokens',
      'sign_in_limits',
      'verifications',
      'sessions',
      'credentials',
      'invitations',
      'members',
      'accounts',
      'users',
    ];
    for (const table of newestFirst) await db.query(`DROP TABLE ${table}`);
  }

  private async createAccounts(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE users (
        id uuid NOT NULL CONSTRAINT pk_users PRIMARY KEY,
        name text NOT NULL,
        email text NOT NULL CONSTRAINT uq_users_email UNIQUE CONSTRAINT ck_users_email CHECK (email = lower(email)),
        email_verified boolean NOT NULL DEFAULT false,
        image text,
        is_operator boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE accounts (
        id uuid NOT NULL CONSTRAINT pk_accounts PRIMARY KEY,
        name text NOT NULL,
        slug text NOT NULL CONSTRAINT uq_accounts_slug UNIQUE,
        logo text,
        metadata text,
        plan text NOT NULL DEFAULT 'FREE' CONSTRAINT ck_accounts_plan CHECK (plan IN ('FREE', 'PAID')),
        plan_ends_at timestamptz,
        time_zone text NOT NULL DEFAULT 'UTC',
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE members (
        id uuid NOT NULL CONSTRAINT pk_members PRIMARY KEY,
        account_id uuid NOT NULL CONSTRAINT fk_members_account REFERENCES accounts (id) ON DELETE CASCADE,
        user_id uuid NOT NULL CONSTRAINT fk_members_user REFERENCES users (id) ON DELETE CASCADE,
        role text NOT NULL DEFAULT 'member',
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT uq_members_account_user UNIQUE (account_id, user_id)
      )`);
    await db.query('CREATE INDEX ix_members_user ON members (user_id)');
    await db.query(`
      CREATE TABLE invitations (
        id uuid NOT NULL CONSTRAINT pk_invitations PRIMARY KEY,
        account_id uuid NOT NULL CONSTRAINT fk_invitations_account REFERENCES accounts (id) ON DELETE CASCADE,
        email text NOT NULL,
        role text,
        status text NOT NULL DEFAULT 'pending',
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        inviter_id uuid NOT NULL CONSTRAINT fk_invitations_inviter REFERENCES users (id) ON DELETE CASCADE
      )`);
    await db.query('CREATE INDEX ix_invitations_account ON invitations (account_id)');
    await db.query('CREATE INDEX ix_invitations_email ON invitations (email)');
  }

  private async createSignIn(db: QueryRunner): Promise<void> {
    // A way to prove who one is: a password hash, or a subject at an identity provider.
    await db.query(`
      CREATE TABLE credentials (
        id uuid NOT NULL CONSTRAINT pk_credentials PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT fk_credentials_user REFERENCES users (id) ON DELETE CASCADE,
        provider text NOT NULL,
        subject text NOT NULL,
        password text,
        access_token text,
        refresh_token text,
        id_token text,
        access_token_expires_at timestamptz,
        refresh_token_expires_at timestamptz,
        scope text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT uq_credentials_provider_subject UNIQUE (provider, subject)
      )`);
    await db.query('CREATE INDEX ix_credentials_user ON credentials (user_id)');
    await db.query(`
      CREATE TABLE sessions (
        id uuid NOT NULL CONSTRAINT pk_sessions PRIMARY KEY,
        user_id uuid NOT NULL CONSTRAINT fk_sessions_user REFERENCES users (id) ON DELETE CASCADE,
        token text NOT NULL CONSTRAINT uq_sessions_token UNIQUE,
        active_account_id uuid CONSTRAINT fk_sessions_account REFERENCES accounts (id) ON DELETE SET NULL,
        ip_address text,
        user_agent text,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query('CREATE INDEX ix_sessions_user ON sessions (user_id)');
    await db.query(`
      CREATE TABLE verifications (
        id uuid NOT NULL CONSTRAINT pk_verifications PRIMARY KEY,
        identifier text NOT NULL,
        value text NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query('CREATE INDEX ix_verifications_identifier ON verifications (identifier)');
    // Shared by all nodes: who guesses passwords is not let in by going to another one.
    await db.query(`
      CREATE TABLE sign_in_limits (
        id uuid NOT NULL CONSTRAINT pk_sign_in_limits PRIMARY KEY,
        key text NOT NULL CONSTRAINT uq_sign_in_limits_key UNIQUE,
        count integer NOT NULL,
        last_request bigint NOT NULL
      )`);
  }

  private async createAccessTokens(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE access_tokens (
        id uuid NOT NULL CONSTRAINT pk_access_tokens PRIMARY KEY,
        account_id uuid NOT NULL CONSTRAINT fk_access_tokens_account REFERENCES accounts (id),
        name text NOT NULL CONSTRAINT ck_access_tokens_name CHECK (char_length(name) BETWEEN 1 AND 64),
        token_hash bytea NOT NULL CONSTRAINT uq_access_tokens_token_hash UNIQUE
          CONSTRAINT ck_access_tokens_token_hash CHECK (octet_length(token_hash) = 32),
        pepper_id text NOT NULL,
        last_four text NOT NULL,
        scopes text[] NOT NULL CONSTRAINT ck_access_tokens_scopes CHECK (
          cardinality(scopes) > 0 AND scopes <@ ARRAY['KEYS_READ', 'KEYS_WRITE', 'USAGE_READ', 'AUDIT_READ']),
        created_by uuid,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz,
        expires_at timestamptz,
        revoked_at timestamptz
      )`);
    await db.query(
      'CREATE INDEX ix_access_tokens_account_created ON access_tokens (account_id, created_at, id)',
    );
  }
}
