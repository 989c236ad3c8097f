import { ERROR_CODES } from '@keymeter/shared';
import { registerEnumType } from 'type-graphql';

/** Every refusal carries one of these; they stand in the schema so that programs can know them all. */
export const ErrorCodeEnum = Object.fromEntries(ERROR_CODES.map((code) => [code, code]));
registerEnumType(ErrorCodeEnum, {
  name: 'ErrorCode',
  description:
    'The value of extensions.code on every refusal. extensions.field names the input at fault, ' +
    'extensions.requestId the request.',
});
