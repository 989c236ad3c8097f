export { ERROR_CODES, type ErrorCode } from './errorCodes';
export { INPUT_LIMITS } from './inputLimits';
