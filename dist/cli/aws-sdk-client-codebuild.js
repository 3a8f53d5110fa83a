#!/usr/bin/env node
import { createRequire as lockgateCreateRequire } from 'node:module';
import { fileURLToPath as lockgateFileUrlToPath } from 'node:url';
const require = lockgateCreateRequire(import.meta.url);
const __filename = lockgateFileUrlToPath(import.meta.url);
const __dirname = lockgateFileUrlToPath(new URL('.', import.meta.url));
import {
  client_exports as client_exports2,
  dist_es_exports,
  httpAuthSchemes_exports,
  init_client as init_client2,
  init_dist_es,
  init_httpAuthSchemes,
  init_protocols,
  init_protocols2,
  init_retry,
  protocols_exports,
  protocols_exports2,
  require_dist_cjs,
  require_dist_cjs2,
  retry_exports
} from "./aws-sdk-core.js";
import {
  checksum_exports,
  client_exports,
  config_exports,
  endpoints_exports,
  init_checksum,
  init_client,
  init_config,
  init_endpoints,
  init_schema,
  init_serde,
  schema_exports,
  serde_exports
} from "./smithy-core.js";
import {
  __commonJS,
  __toCommonJS
} from "./runtime.js";

// node_modules/@aws-sdk/client-codebuild/dist-cjs/index.js
var require_dist_cjs3 = __commonJS({
  "node_modules/@aws-sdk/client-codebuild/dist-cjs/index.js"(exports) {
    var { awsEndpointFunctions, emitWarningIfUnsupportedVersion: emitWarningIfUnsupportedVersion$1, createDefaultUserAgentProvider, NODE_APP_ID_CONFIG_OPTIONS, getAwsRegionExtensionConfiguration, resolveAwsRegionExtensionConfiguration, resolveUserAgentConfig, resolveHostHeaderConfig, getUserAgentPlugin, getHostHeaderPlugin, getLoggerPlugin, getRecursionDetectionPlugin } = (init_client2(), __toCommonJS(client_exports2)), { getHttpAuthSchemeEndpointRuleSetPlugin, DefaultIdentityProviderConfig, getHttpSigningPlugin, createPaginator } = (init_dist_es(), __toCommonJS(dist_es_exports)), { normalizeProvider, getSmithyContext, ServiceException, NoOpLogger, emitWarningIfUnsupportedVersion, loadConfigsForDefaultMode, getDefaultExtensionConfiguration, resolveDefaultRuntimeConfig, Client, makeBuilder, createAggregatedClient } = (init_client(), __toCommonJS(client_exports)), { Command: $Command } = (init_client(), __toCommonJS(client_exports));
    exports.$Command = $Command;
    exports.__Client = Client;
    var { resolveDefaultsModeConfig, loadConfig, NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS, resolveRegionConfig } = (init_config(), __toCommonJS(config_exports)), { BinaryDecisionDiagram, EndpointCache, decideEndpoint, customEndpointFunctions, resolveEndpointConfig, getEndpointPlugin } = (init_endpoints(), __toCommonJS(endpoints_exports)), { parseUrl, getHttpHandlerExtensionConfiguration, resolveHttpHandlerRuntimeConfig, getContentLengthPlugin } = (init_protocols(), __toCommonJS(protocols_exports)), { DEFAULT_RETRY_MODE, NODE_RETRY_MODE_CONFIG_OPTIONS, NODE_MAX_ATTEMPT_CONFIG_OPTIONS, resolveRetryConfig, getRetryPlugin } = (init_retry(), __toCommonJS(retry_exports)), { TypeRegistry, getSchemaSerdePlugin } = (init_schema(), __toCommonJS(schema_exports)), { resolveAwsSdkSigV4Config, AwsSdkSigV4Signer, NODE_AUTH_SCHEME_PREFERENCE_OPTIONS } = (init_httpAuthSchemes(), __toCommonJS(httpAuthSchemes_exports)), { defaultProvider } = require_dist_cjs2(), { toUtf8, fromUtf8, toBase64, fromBase64, calculateBodyLength } = (init_serde(), __toCommonJS(serde_exports)), { streamCollector, NodeHttpHandler } = require_dist_cjs(), { AwsJson1_1Protocol } = (init_protocols2(), __toCommonJS(protocols_exports2)), { Sha256 } = (init_checksum(), __toCommonJS(checksum_exports)), defaultCodeBuildHttpAuthSchemeParametersProvider = async (config, context, input) => ({
      operation: getSmithyContext(context).operation,
      region: await normalizeProvider(config.region)() || (() => {
        throw new Error("expected `region` to be configured for `aws.auth#sigv4`");
      })()
    });
    function createAwsAuthSigv4HttpAuthOption(authParameters) {
      return {
        schemeId: "aws.auth#sigv4",
        signingProperties: {
          name: "codebuild",
          region: authParameters.region
        },
        propertiesExtractor: (config, context) => ({
          signingProperties: {
            config,
            context
          }
        })
      };
    }
    var defaultCodeBuildHttpAuthSchemeProvider = (authParameters) => {
      let options = [];
      switch (authParameters.operation) {
        default:
          options.push(createAwsAuthSigv4HttpAuthOption(authParameters));
      }
      return options;
    }, resolveHttpAuthSchemeConfig = (config) => {
      let config_0 = resolveAwsSdkSigV4Config(config);
      return Object.assign(config_0, {
        authSchemePreference: normalizeProvider(config.authSchemePreference ?? [])
      });
    }, resolveClientEndpointParameters = (options) => Object.assign(options, {
      useDualstackEndpoint: options.useDualstackEndpoint ?? !1,
      useFipsEndpoint: options.useFipsEndpoint ?? !1,
      defaultSigningName: "codebuild"
    }), commonParams = {
      UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
      Endpoint: { type: "builtInParams", name: "endpoint" },
      Region: { type: "builtInParams", name: "region" },
      UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" }
    }, version = "3.1141.0", packageInfo = {
      version
    }, k = "ref", a = -1, b = !0, c = "isSet", d = "PartitionResult", e = "booleanEquals", f = "getAttr", g = { [k]: "Endpoint" }, h = { [k]: d }, i = {}, j = [{ [k]: "Region" }], _data = {
      conditions: [
        [c, [g]],
        [c, j],
        ["aws.partition", j, d],
        [e, [{ [k]: "UseFIPS" }, b]],
        [e, [{ [k]: "UseDualStack" }, b]],
        [e, [{ fn: f, argv: [h, "supportsDualStack"] }, b]],
        [e, [{ fn: f, argv: [h, "supportsFIPS"] }, b]]
      ],
      results: [
        [a],
        [a, "Invalid Configuration: FIPS and custom endpoint are not supported"],
        [a, "Invalid Configuration: Dualstack and custom endpoint are not supported"],
        [g, i],
        ["https://codebuild-fips.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
        [a, "FIPS and DualStack are enabled, but this partition does not support one or both"],
        ["https://codebuild-fips.{Region}.{PartitionResult#dnsSuffix}", i],
        [a, "FIPS is enabled but this partition does not support FIPS"],
        ["https://codebuild.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
        [a, "DualStack is enabled but this partition does not support DualStack"],
        ["https://codebuild.{Region}.{PartitionResult#dnsSuffix}", i],
        [a, "Invalid Configuration: Missing Region"]
      ]
    }, root = 2, r = 1e8, nodes = new Int32Array([
      -1,
      1,
      -1,
      0,
      12,
      3,
      1,
      4,
      r + 11,
      2,
      5,
      r + 11,
      3,
      8,
      6,
      4,
      7,
      r + 10,
      5,
      r + 8,
      r + 9,
      4,
      10,
      9,
      6,
      r + 6,
      r + 7,
      5,
      11,
      r + 5,
      6,
      r + 4,
      r + 5,
      3,
      r + 1,
      13,
      4,
      r + 2,
      r + 3
    ]), bdd = BinaryDecisionDiagram.from(nodes, root, _data.conditions, _data.results), cache = new EndpointCache({
      size: 50,
      params: ["Endpoint", "Region", "UseDualStack", "UseFIPS"]
    }), defaultEndpointResolver = (endpointParams, context = {}) => cache.get(endpointParams, () => decideEndpoint(bdd, {
      endpointParams,
      logger: context.logger
    }));
    customEndpointFunctions.aws = awsEndpointFunctions;
    var CodeBuildServiceException = class _CodeBuildServiceException extends ServiceException {
      constructor(options) {
        super(options), Object.setPrototypeOf(this, _CodeBuildServiceException.prototype);
      }
    }, AccountLimitExceededException = class _AccountLimitExceededException extends CodeBuildServiceException {
      name = "AccountLimitExceededException";
      $fault = "client";
      constructor(opts) {
        super({
          name: "AccountLimitExceededException",
          $fault: "client",
          ...opts
        }), Object.setPrototypeOf(this, _AccountLimitExceededException.prototype);
      }
    }, AccountSuspendedException = class _AccountSuspendedException extends CodeBuildServiceException {
      name = "AccountSuspendedException";
      $fault = "client";
      constructor(opts) {
        super({
          name: "AccountSuspendedException",
          $fault: "client",
          ...opts
        }), Object.setPrototypeOf(this, _AccountSuspendedException.prototype);
      }
    }, InvalidInputException = class _InvalidInputException extends CodeBuildServiceException {
      name = "InvalidInputException";
      $fault = "client";
      constructor(opts) {
        super({
          name: "InvalidInputException",
          $fault: "client",
          ...opts
        }), Object.setPrototypeOf(this, _InvalidInputException.prototype);
      }
    }, ResourceAlreadyExistsException = class _ResourceAlreadyExistsException extends CodeBuildServiceException {
      name = "ResourceAlreadyExistsException";
      $fault = "client";
      constructor(opts) {
        super({
          name: "ResourceAlreadyExistsException",
          $fault: "client",
          ...opts
        }), Object.setPrototypeOf(this, _ResourceAlreadyExistsException.prototype);
      }
    }, OAuthProviderException = class _OAuthProviderException extends CodeBuildServiceException {
      name = "OAuthProviderException";
      $fault = "client";
      constructor(opts) {
        super({
          name: "OAuthProviderException",
          $fault: "client",
          ...opts
        }), Object.setPrototypeOf(this, _OAuthProviderException.prototype);
      }
    }, ResourceNotFoundException = class _ResourceNotFoundException extends CodeBuildServiceException {
      name = "ResourceNotFoundException";
      $fault = "client";
      constructor(opts) {
        super({
          name: "ResourceNotFoundException",
          $fault: "client",
          ...opts
        }), Object.setPrototypeOf(this, _ResourceNotFoundException.prototype);
      }
    }, _ALEE = "AccountLimitExceededException", _ARC = "AutoRetryConfig", _ASE = "AccountSuspendedException", _B = "Build", _BA = "BuildArtifacts", _BAL = "BuildArtifactsList", _BB = "BuildBatch", _BBF = "BuildBatchFilter", _BBP = "BuildBatchPhase", _BBPu = "BuildBatchPhases", _BBu = "BuildBatches", _BDB = "BatchDeleteBuilds", _BDBI = "BatchDeleteBuildsInput", _BDBO = "BatchDeleteBuildsOutput", _BG = "BuildGroup", _BGB = "BatchGetBuilds", _BGBB = "BatchGetBuildBatches", _BGBBI = "BatchGetBuildBatchesInput", _BGBBO = "BatchGetBuildBatchesOutput", _BGBI = "BatchGetBuildsInput", _BGBO = "BatchGetBuildsOutput", _BGCE = "BatchGetCommandExecutions", _BGCEI = "BatchGetCommandExecutionsInput", _BGCEO = "BatchGetCommandExecutionsOutput", _BGF = "BatchGetFleets", _BGFI = "BatchGetFleetsInput", _BGFO = "BatchGetFleetsOutput", _BGP = "BatchGetProjects", _BGPI = "BatchGetProjectsInput", _BGPO = "BatchGetProjectsOutput", _BGR = "BatchGetReports", _BGRG = "BatchGetReportGroups", _BGRGI = "BatchGetReportGroupsInput", _BGRGO = "BatchGetReportGroupsOutput", _BGRI = "BatchGetReportsInput", _BGRO = "BatchGetReportsOutput", _BGS = "BatchGetSandboxes", _BGSI = "BatchGetSandboxesInput", _BGSO = "BatchGetSandboxesOutput", _BGu = "BuildGroups", _BND = "BuildNotDeleted", _BNDu = "BuildsNotDeleted", _BP = "BuildPhase", _BPu = "BuildPhases", _BR = "BatchRestrictions", _BS = "BuildSummary", _BSC = "BuildStatusConfig", _BSu = "BuildSummaries", _Bu = "Builds", _CC = "CodeCoverage", _CCRS = "CodeCoverageReportSummary", _CCo = "ComputeConfiguration", _CCod = "CodeCoverages", _CE = "CommandExecution", _CEo = "CommandExecutions", _CF = "CreateFleet", _CFI = "CreateFleetInput", _CFO = "CreateFleetOutput", _CP = "CreateProject", _CPI = "CreateProjectInput", _CPO = "CreateProjectOutput", _CRG = "CreateReportGroup", _CRGI = "CreateReportGroupInput", _CRGO = "CreateReportGroupOutput", _CW = "CreateWebhook", _CWI = "CreateWebhookInput", _CWLC = "CloudWatchLogsConfig", _CWO = "CreateWebhookOutput", _DBB = "DeleteBuildBatch", _DBBI = "DeleteBuildBatchInput", _DBBO = "DeleteBuildBatchOutput", _DCC = "DescribeCodeCoverages", _DCCI = "DescribeCodeCoveragesInput", _DCCO = "DescribeCodeCoveragesOutput", _DF = "DeleteFleet", _DFI = "DeleteFleetInput", _DFO = "DeleteFleetOutput", _DP = "DeleteProject", _DPI = "DeleteProjectInput", _DPO = "DeleteProjectOutput", _DR = "DeleteReport", _DRG = "DeleteReportGroup", _DRGI = "DeleteReportGroupInput", _DRGO = "DeleteReportGroupOutput", _DRI = "DeleteReportInput", _DRO = "DeleteReportOutput", _DRP = "DeleteResourcePolicy", _DRPI = "DeleteResourcePolicyInput", _DRPO = "DeleteResourcePolicyOutput", _DS = "DebugSession", _DSC = "DeleteSourceCredentials", _DSCI = "DeleteSourceCredentialsInput", _DSCO = "DeleteSourceCredentialsOutput", _DSS = "DockerServerStatus", _DSo = "DockerServer", _DTC = "DescribeTestCases", _DTCI = "DescribeTestCasesInput", _DTCO = "DescribeTestCasesOutput", _DW = "DeleteWebhook", _DWI = "DeleteWebhookInput", _DWO = "DeleteWebhookOutput", _EEV = "ExportedEnvironmentVariable", _EEVx = "ExportedEnvironmentVariables", _EI = "EnvironmentImage", _EIn = "EnvironmentImages", _EL = "EnvironmentLanguage", _ELn = "EnvironmentLanguages", _EP = "EnvironmentPlatform", _EPn = "EnvironmentPlatforms", _EV = "EnvironmentVariable", _EVn = "EnvironmentVariables", _F = "Fleet", _FG = "FilterGroups", _FGi = "FilterGroup", _FPR = "FleetProxyRule", _FPRl = "FleetProxyRules", _FS = "FleetStatus", _Fl = "Fleets", _GRGT = "GetReportGroupTrend", _GRGTI = "GetReportGroupTrendInput", _GRGTO = "GetReportGroupTrendOutput", _GRP = "GetResourcePolicy", _GRPI = "GetResourcePolicyInput", _GRPO = "GetResourcePolicyOutput", _GSC = "GitSubmodulesConfig", _IIE = "InvalidInputException", _IPC = "InvalidateProjectCache", _IPCI = "InvalidateProjectCacheInput", _IPCO = "InvalidateProjectCacheOutput", _ISC = "ImportSourceCredentials", _ISCI = "ImportSourceCredentialsInput", _ISCO = "ImportSourceCredentialsOutput", _LB = "ListBuilds", _LBB = "ListBuildBatches", _LBBFP = "ListBuildBatchesForProject", _LBBFPI = "ListBuildBatchesForProjectInput", _LBBFPO = "ListBuildBatchesForProjectOutput", _LBBI = "ListBuildBatchesInput", _LBBO = "ListBuildBatchesOutput", _LBFP = "ListBuildsForProject", _LBFPI = "ListBuildsForProjectInput", _LBFPO = "ListBuildsForProjectOutput", _LBI = "ListBuildsInput", _LBO = "ListBuildsOutput", _LC = "LogsConfig", _LCEFS = "ListCommandExecutionsForSandbox", _LCEFSI = "ListCommandExecutionsForSandboxInput", _LCEFSO = "ListCommandExecutionsForSandboxOutput", _LCEI = "ListCuratedEnvironmentImages", _LCEII = "ListCuratedEnvironmentImagesInput", _LCEIO = "ListCuratedEnvironmentImagesOutput", _LF = "ListFleets", _LFI = "ListFleetsInput", _LFO = "ListFleetsOutput", _LL = "LogsLocation", _LP = "ListProjects", _LPI = "ListProjectsInput", _LPO = "ListProjectsOutput", _LR = "ListReports", _LRFRG = "ListReportsForReportGroup", _LRFRGI = "ListReportsForReportGroupInput", _LRFRGO = "ListReportsForReportGroupOutput", _LRG = "ListReportGroups", _LRGI = "ListReportGroupsInput", _LRGO = "ListReportGroupsOutput", _LRI = "ListReportsInput", _LRO = "ListReportsOutput", _LS = "ListSandboxes", _LSC = "ListSourceCredentials", _LSCI = "ListSourceCredentialsInput", _LSCO = "ListSourceCredentialsOutput", _LSFP = "ListSandboxesForProject", _LSFPI = "ListSandboxesForProjectInput", _LSFPO = "ListSandboxesForProjectOutput", _LSI = "ListSandboxesInput", _LSO = "ListSandboxesOutput", _LSP = "ListSharedProjects", _LSPI = "ListSharedProjectsInput", _LSPO = "ListSharedProjectsOutput", _LSRG = "ListSharedReportGroups", _LSRGI = "ListSharedReportGroupsInput", _LSRGO = "ListSharedReportGroupsOutput", _NI = "NetworkInterface", _OAPE = "OAuthProviderException", _P = "Project", _PA = "ProjectArtifacts", _PAL = "ProjectArtifactsList", _PB = "ProjectBadge", _PBBC = "ProjectBuildBatchConfig", _PC = "PhaseContext", _PCh = "PhaseContexts", _PCr = "ProjectCache", _PCro = "ProxyConfiguration", _PE = "ProjectEnvironment", _PF = "ProjectFleet", _PFSL = "ProjectFileSystemLocation", _PFSLr = "ProjectFileSystemLocations", _PRBP = "PullRequestBuildPolicy", _PRP = "PutResourcePolicy", _PRPI = "PutResourcePolicyInput", _PRPO = "PutResourcePolicyOutput", _PS = "ProjectSource", _PSSV = "ProjectSecondarySourceVersions", _PSV = "ProjectSourceVersion", _PSr = "ProjectSources", _Pr = "Projects", _R = "Report", _RA = "ResolvedArtifact", _RAEE = "ResourceAlreadyExistsException", _RB = "RetryBuild", _RBB = "RetryBuildBatch", _RBBI = "RetryBuildBatchInput", _RBBO = "RetryBuildBatchOutput", _RBI = "RetryBuildInput", _RBO = "RetryBuildOutput", _RC = "RegistryCredential", _REC = "ReportExportConfig", _RF = "ReportFilter", _RG = "ReportGroup", _RGTRDL = "ReportGroupTrendRawDataList", _RGTS = "ReportGroupTrendStats", _RGe = "ReportGroups", _RNFE = "ResourceNotFoundException", _RSA = "ResolvedSecondaryArtifacts", _RWRD = "ReportWithRawData", _Re = "Reports", _S = "Sandbox", _SA = "SourceAuth", _SB = "StartBuild", _SBB = "StartBuildBatch", _SBBI = "StartBuildBatchInput", _SBBIt = "StopBuildBatchInput", _SBBO = "StartBuildBatchOutput", _SBBOt = "StopBuildBatchOutput", _SBBt = "StopBuildBatch", _SBI = "StartBuildInput", _SBIt = "StopBuildInput", _SBO = "StartBuildOutput", _SBOt = "StopBuildOutput", _SBt = "StopBuild", _SC = "ScopeConfiguration", _SCE = "StartCommandExecution", _SCEI = "StartCommandExecutionInput", _SCEO = "StartCommandExecutionOutput", _SCI = "ScalingConfigurationInput", _SCIo = "SourceCredentialsInfo", _SCIou = "SourceCredentialsInfos", _SCO = "ScalingConfigurationOutput", _SLC = "S3LogsConfig", _SNES = "SensitiveNonEmptyString", _SREC = "S3ReportExportConfig", _SS = "SensitiveString", _SSC = "StartSandboxConnection", _SSCI = "StartSandboxConnectionInput", _SSCO = "StartSandboxConnectionOutput", _SSI = "StartSandboxInput", _SSIt = "StopSandboxInput", _SSMS = "SSMSession", _SSO = "StartSandboxOutput", _SSOt = "StopSandboxOutput", _SSP = "SandboxSessionPhase", _SSPa = "SandboxSessionPhases", _SSa = "SandboxSession", _SSt = "StartSandbox", _SSto = "StopSandbox", _Sa = "Sandboxes", _T = "Tag", _TC = "TestCase", _TCF = "TestCaseFilter", _TCe = "TestCases", _TL = "TagList", _TRS = "TestReportSummary", _TTSC = "TargetTrackingScalingConfiguration", _TTSCa = "TargetTrackingScalingConfigurations", _UF = "UpdateFleet", _UFI = "UpdateFleetInput", _UFO = "UpdateFleetOutput", _UP = "UpdateProject", _UPI = "UpdateProjectInput", _UPO = "UpdateProjectOutput", _UPV = "UpdateProjectVisibility", _UPVI = "UpdateProjectVisibilityInput", _UPVO = "UpdateProjectVisibilityOutput", _URG = "UpdateReportGroup", _URGI = "UpdateReportGroupInput", _URGO = "UpdateReportGroupOutput", _UW = "UpdateWebhook", _UWI = "UpdateWebhookInput", _UWO = "UpdateWebhookOutput", _VC = "VpcConfig", _W = "Webhook", _WF = "WebhookFilter", _a = "arn", _aI = "artifactIdentifier", _aO = "artifactsOverride", _aR = "approverRoles", _aRC = "autoRetryConfig", _aRL = "autoRetryLimit", _aRLO = "autoRetryLimitOverride", _aRN = "autoRetryNumber", _aT = "authType", _ar = "artifacts", _au = "auth", _av = "average", _b = "builds", _bB = "buildBatches", _bBA = "buildBatchArn", _bBC = "buildBatchConfig", _bBCO = "buildBatchConfigOverride", _bBN = "buildBatchNumber", _bBNF = "buildBatchesNotFound", _bBS = "buildBatchStatus", _bBu = "buildBatch", _bC = "buildComplete", _bCP = "branchCoveragePercentage", _bCa = "baseCapacity", _bCr = "branchesCovered", _bD = "buildsDeleted", _bE = "badgeEnabled", _bF = "branchFilter", _bG = "buildGroups", _bM = "branchesMissed", _bN = "buildNumber", _bND = "buildsNotDeleted", _bNF = "buildsNotFound", _bO = "bucketOwner", _bOA = "bucketOwnerAccess", _bOu = "buildspecOverride", _bRM = "batchReportMode", _bRU = "badgeRequestUrl", _bS = "buildStatus", _bSC = "buildStatusConfig", _bSCO = "buildStatusConfigOverride", _bT = "buildType", _bTIM = "buildTimeoutInMinutes", _bTIMO = "buildTimeoutInMinutesOverride", _ba = "badge", _bu = "buildspec", _buc = "bucket", _bui = "build", _c = "client", _cA = "combineArtifacts", _cBL = "concurrentBuildLimit", _cBS = "currentBuildSummary", _cC = "computeConfiguration", _cCS = "codeCoverageSummary", _cCo = "codeCoverages", _cE = "commandExecutions", _cEI = "commandExecutionIds", _cENF = "commandExecutionsNotFound", _cEo = "commandExecution", _cN = "cacheNamespace", _cO = "certificateOverride", _cOa = "cacheOverride", _cP = "currentPhase", _cPr = "credentialProvider", _cS = "currentSession", _cT = "computeType", _cTA = "computeTypesAllowed", _cTO = "computeTypeOverride", _cWL = "cloudWatchLogs", _cWLA = "cloudWatchLogsArn", _ca = "cache", _ce = "certificate", _co = "complete", _com = "command", _con = "contexts", _cont = "context", _cr = "created", _cre = "credential", _d = "disk", _dB = "defaultBehavior", _dC = "desiredCapacity", _dINS = "durationInNanoSeconds", _dIS = "durationInSeconds", _dL = "deepLink", _dO = "dependsOn", _dR = "deleteReports", _dS = "debugSession", _dSE = "debugSessionEnabled", _dSo = "dockerServer", _da = "data", _de = "description", _do = "domain", _e = "error", _eC = "exitCode", _eCT = "exportConfigType", _eCx = "exportConfig", _eD = "encryptionDisabled", _eEV = "exportedEnvironmentVariables", _eI = "executionId", _eK = "encryptionKey", _eKO = "encryptionKeyOverride", _eMP = "excludeMatchedPattern", _eT = "endTime", _eTO = "environmentTypeOverride", _eTn = "environmentType", _eV = "environmentVariables", _eVO = "environmentVariablesOverride", _ef = "effect", _en = "environment", _ent = "entities", _ex = "expired", _f = "fleets", _fA = "fleetsAllowed", _fAl = "fleetArn", _fG = "filterGroups", _fNF = "fleetsNotFound", _fO = "fleetOverride", _fP = "filePath", _fS = "fetchSubmodules", _fSL = "fileSystemLocations", _fSR = "fleetServiceRole", _fi = "filter", _fl = "fleet", _gCD = "gitCloneDepth", _gCDO = "gitCloneDepthOverride", _gN = "groupName", _gSC = "gitSubmodulesConfig", _gSCO = "gitSubmodulesConfigOverride", _hK = "hostKernel", _hKO = "hostKernelOverride", _i = "ids", _iF = "ignoreFailure", _iI = "imageId", _iO = "imageOverride", _iPCT = "imagePullCredentialsType", _iPCTO = "imagePullCredentialsTypeOverride", _iS = "insecureSsl", _iSO = "insecureSslOverride", _iT = "instanceType", _iTd = "idempotencyToken", _id = "id", _ide = "identifier", _im = "images", _ima = "image", _in = "initiator", _k = "key", _ke = "keyword", _l = "logs", _lC = "logConfig", _lCO = "logsConfigOverride", _lCP = "lineCoveragePercentage", _lCi = "linesCovered", _lCo = "logsConfig", _lM = "linesMissed", _lMS = "lastModifiedSecret", _lMa = "lastModified", _la = "language", _lan = "languages", _lo = "location", _m = "message", _mBA = "maximumBuildsAllowed", _mC = "manualCreation", _mCa = "maxCapacity", _mLCP = "minLineCoveragePercentage", _mLCPa = "maxLineCoveragePercentage", _mO = "mountOptions", _mP = "mountPoint", _mR = "maxResults", _mT = "machineType", _mTe = "metricType", _ma = "max", _md = "md5sum", _me = "memory", _mi = "min", _mo = "modes", _n = "names", _nAR = "nextAutoRetry", _nI = "networkInterface", _nII = "networkInterfaceId", _nOR = "numOfReports", _nT = "nextToken", _nTa = "namespaceType", _na = "name", _oAN = "overrideArtifactName", _oB = "overflowBehavior", _oPR = "orderedProxyRules", _p = "projects", _pA = "primaryArtifact", _pAR = "previousAutoRetry", _pAr = "projectArn", _pBSL = "priorBuildSummaryList", _pC = "proxyConfiguration", _pM = "privilegedMode", _pMO = "privilegedModeOverride", _pN = "projectName", _pNF = "projectsNotFound", _pPA = "publicProjectAlias", _pRBP = "pullRequestBuildPolicy", _pS = "phaseStatus", _pT = "phaseType", _pU = "payloadUrl", _pV = "projectVisibility", _pa = "path", _pac = "packaging", _pat = "pattern", _ph = "phases", _pl = "platform", _pla = "platforms", _po = "policy", _pr = "project", _pre = "prefix", _qTIM = "queuedTimeoutInMinutes", _qTIMO = "queuedTimeoutInMinutesOverride", _r = "reports", _rA = "reportArns", _rAR = "resourceAccessRole", _rARN = "reportARN", _rAe = "resourceArn", _rAep = "reportArn", _rBBSO = "reportBuildBatchStatusOverride", _rBS = "reportBuildStatus", _rBSO = "reportBuildStatusOverride", _rC = "registryCredential", _rCA = "requiresCommentApproval", _rCO = "registryCredentialOverride", _rD = "rawData", _rG = "reportGroups", _rGA = "reportGroupArns", _rGAe = "reportGroupArn", _rGNF = "reportGroupsNotFound", _rGe = "reportGroup", _rNF = "reportsNotFound", _rO = "requestedOn", _rS = "rotateSecret", _rSV = "resolvedSourceVersion", _rT = "retryType", _rTe = "requestTime", _re = "restrictions", _res = "resource", _s = "smithy.ts.sdk.synthetic.com.amazonaws.codebuild", _sA = "secondaryArtifacts", _sAO = "secondaryArtifactsOverride", _sAOo = "sourceAuthOverride", _sAa = "sandboxArn", _sB = "sortBy", _sC = "statusCode", _sCI = "sourceCredentialsInfos", _sCc = "scalingConfiguration", _sCco = "scopeConfiguration", _sCt = "statusCounts", _sD = "s3Destination", _sDL = "s3DeepLink", _sE = "sessionEnabled", _sEC = "standardErrContent", _sGI = "securityGroupIds", _sI = "sandboxId", _sIe = "sessionId", _sIo = "sourceIdentifier", _sIu = "subnetId", _sL = "s3Logs", _sLA = "s3LogsArn", _sLO = "sourceLocationOverride", _sM = "statusMessage", _sN = "streamName", _sNF = "sandboxesNotFound", _sO = "sortOrder", _sOC = "standardOutputContent", _sOh = "shouldOverwrite", _sR = "serviceRole", _sRO = "serviceRoleOverride", _sS = "secondarySources", _sSO = "secondarySourcesOverride", _sSV = "secondarySourceVersions", _sSVO = "secondarySourcesVersionOverride", _sSs = "ssmSession", _sT = "startTime", _sTO = "sourceTypeOverride", _sTc = "scalingType", _sTe = "sessionTarget", _sTer = "serverType", _sTu = "submitTime", _sU = "streamUrl", _sV = "sourceVersion", _sa = "sandboxes", _san = "sandbox", _sc = "scope", _se = "secret", _sh = "sha256sum", _so = "source", _st = "status", _sta = "stats", _su = "subnets", _t = "type", _tC = "testCases", _tF = "trendField", _tIM = "timeoutInMinutes", _tIMO = "timeoutInMinutesOverride", _tIMi = "timeoutInMins", _tRDP = "testRawDataPath", _tS = "testSummary", _tSN = "testSuiteName", _tTSC = "targetTrackingScalingConfigs", _tU = "targetUrl", _tV = "tokenValue", _tVa = "targetValue", _ta = "tags", _to = "token", _tot = "total", _tr = "truncated", _u = "username", _ur = "url", _v = "versions", _vC = "vpcConfig", _vCp = "vCpu", _vI = "vpcId", _va = "value", _w = "webhook", n0 = "com.amazonaws.codebuild", _s_registry = new TypeRegistry(_s), CodeBuildServiceException$ = [-3, _s, "CodeBuildServiceException", 0, [], []];
    _s_registry.registerError(CodeBuildServiceException$, CodeBuildServiceException);
    var n0_registry = new TypeRegistry(n0), AccountLimitExceededException$ = [
      -3,
      n0,
      _ALEE,
      { [_e]: _c },
      [_m],
      [0]
    ];
    n0_registry.registerError(AccountLimitExceededException$, AccountLimitExceededException);
    var AccountSuspendedException$ = [
      -3,
      n0,
      _ASE,
      { [_e]: _c },
      [_m],
      [0]
    ];
    n0_registry.registerError(AccountSuspendedException$, AccountSuspendedException);
    var InvalidInputException$ = [
      -3,
      n0,
      _IIE,
      { [_e]: _c },
      [_m],
      [0]
    ];
    n0_registry.registerError(InvalidInputException$, InvalidInputException);
    var OAuthProviderException$ = [
      -3,
      n0,
      _OAPE,
      { [_e]: _c },
      [_m],
      [0]
    ];
    n0_registry.registerError(OAuthProviderException$, OAuthProviderException);
    var ResourceAlreadyExistsException$ = [
      -3,
      n0,
      _RAEE,
      { [_e]: _c },
      [_m],
      [0]
    ];
    n0_registry.registerError(ResourceAlreadyExistsException$, ResourceAlreadyExistsException);
    var ResourceNotFoundException$ = [
      -3,
      n0,
      _RNFE,
      { [_e]: _c },
      [_m],
      [0]
    ];
    n0_registry.registerError(ResourceNotFoundException$, ResourceNotFoundException);
    var errorTypeRegistries = [
      _s_registry,
      n0_registry
    ], SensitiveNonEmptyString = [0, n0, _SNES, 8, 0], SensitiveString = [0, n0, _SS, 8, 0], AutoRetryConfig$ = [
      3,
      n0,
      _ARC,
      0,
      [_aRL, _aRN, _nAR, _pAR],
      [1, 1, 0, 0]
    ], BatchDeleteBuildsInput$ = [
      3,
      n0,
      _BDBI,
      0,
      [_i],
      [64],
      1
    ], BatchDeleteBuildsOutput$ = [
      3,
      n0,
      _BDBO,
      0,
      [_bD, _bND],
      [64, () => BuildsNotDeleted]
    ], BatchGetBuildBatchesInput$ = [
      3,
      n0,
      _BGBBI,
      0,
      [_i],
      [64],
      1
    ], BatchGetBuildBatchesOutput$ = [
      3,
      n0,
      _BGBBO,
      0,
      [_bB, _bBNF],
      [() => BuildBatches, 64]
    ], BatchGetBuildsInput$ = [
      3,
      n0,
      _BGBI,
      0,
      [_i],
      [64],
      1
    ], BatchGetBuildsOutput$ = [
      3,
      n0,
      _BGBO,
      0,
      [_b, _bNF],
      [() => Builds, 64]
    ], BatchGetCommandExecutionsInput$ = [
      3,
      n0,
      _BGCEI,
      0,
      [_sI, _cEI],
      [0, 64],
      2
    ], BatchGetCommandExecutionsOutput$ = [
      3,
      n0,
      _BGCEO,
      0,
      [_cE, _cENF],
      [[() => CommandExecutions, 0], 64]
    ], BatchGetFleetsInput$ = [
      3,
      n0,
      _BGFI,
      0,
      [_n],
      [64],
      1
    ], BatchGetFleetsOutput$ = [
      3,
      n0,
      _BGFO,
      0,
      [_f, _fNF],
      [() => Fleets, 64]
    ], BatchGetProjectsInput$ = [
      3,
      n0,
      _BGPI,
      0,
      [_n],
      [64],
      1
    ], BatchGetProjectsOutput$ = [
      3,
      n0,
      _BGPO,
      0,
      [_p, _pNF],
      [() => Projects, 64]
    ], BatchGetReportGroupsInput$ = [
      3,
      n0,
      _BGRGI,
      0,
      [_rGA],
      [64],
      1
    ], BatchGetReportGroupsOutput$ = [
      3,
      n0,
      _BGRGO,
      0,
      [_rG, _rGNF],
      [() => ReportGroups, 64]
    ], BatchGetReportsInput$ = [
      3,
      n0,
      _BGRI,
      0,
      [_rA],
      [64],
      1
    ], BatchGetReportsOutput$ = [
      3,
      n0,
      _BGRO,
      0,
      [_r, _rNF],
      [() => Reports, 64]
    ], BatchGetSandboxesInput$ = [
      3,
      n0,
      _BGSI,
      0,
      [_i],
      [64],
      1
    ], BatchGetSandboxesOutput$ = [
      3,
      n0,
      _BGSO,
      0,
      [_sa, _sNF],
      [() => Sandboxes, 64]
    ], BatchRestrictions$ = [
      3,
      n0,
      _BR,
      0,
      [_mBA, _cTA, _fA],
      [1, 64, 64]
    ], Build$ = [
      3,
      n0,
      _B,
      0,
      [_id, _a, _bN, _sT, _eT, _cP, _bS, _sV, _rSV, _pN, _ph, _so, _sS, _sSV, _ar, _sA, _ca, _en, _sR, _l, _tIM, _qTIM, _bC, _in, _vC, _nI, _eK, _eEV, _rA, _fSL, _dS, _bBA, _aRC],
      [0, 0, 1, 4, 4, 0, 0, 0, 0, 0, () => BuildPhases, () => ProjectSource$, () => ProjectSources, () => ProjectSecondarySourceVersions, () => BuildArtifacts$, () => BuildArtifactsList, () => ProjectCache$, () => ProjectEnvironment$, 0, () => LogsLocation$, 1, 1, 2, 0, () => VpcConfig$, () => NetworkInterface$, 0, () => ExportedEnvironmentVariables, 64, () => ProjectFileSystemLocations, () => DebugSession$, 0, () => AutoRetryConfig$]
    ], BuildArtifacts$ = [
      3,
      n0,
      _BA,
      0,
      [_lo, _sh, _md, _oAN, _eD, _aI, _bOA],
      [0, 0, 0, 2, 2, 0, 0]
    ], BuildBatch$ = [
      3,
      n0,
      _BB,
      0,
      [_id, _a, _sT, _eT, _cP, _bBS, _sV, _rSV, _pN, _ph, _so, _sS, _sSV, _ar, _sA, _ca, _en, _sR, _lC, _bTIM, _qTIM, _co, _in, _vC, _eK, _bBN, _fSL, _bBC, _bG, _dSE, _rA],
      [0, 0, 4, 4, 0, 0, 0, 0, 0, () => BuildBatchPhases, () => ProjectSource$, () => ProjectSources, () => ProjectSecondarySourceVersions, () => BuildArtifacts$, () => BuildArtifactsList, () => ProjectCache$, () => ProjectEnvironment$, 0, () => LogsConfig$, 1, 1, 2, 0, () => VpcConfig$, 0, 1, () => ProjectFileSystemLocations, () => ProjectBuildBatchConfig$, () => BuildGroups, 2, 64]
    ], BuildBatchFilter$ = [
      3,
      n0,
      _BBF,
      0,
      [_st],
      [0]
    ], BuildBatchPhase$ = [
      3,
      n0,
      _BBP,
      0,
      [_pT, _pS, _sT, _eT, _dIS, _con],
      [0, 0, 4, 4, 1, () => PhaseContexts]
    ], BuildGroup$ = [
      3,
      n0,
      _BG,
      0,
      [_ide, _dO, _iF, _cBS, _pBSL],
      [0, 64, 2, () => BuildSummary$, () => BuildSummaries]
    ], BuildNotDeleted$ = [
      3,
      n0,
      _BND,
      0,
      [_id, _sC],
      [0, 0]
    ], BuildPhase$ = [
      3,
      n0,
      _BP,
      0,
      [_pT, _pS, _sT, _eT, _dIS, _con],
      [0, 0, 4, 4, 1, () => PhaseContexts]
    ], BuildStatusConfig$ = [
      3,
      n0,
      _BSC,
      0,
      [_cont, _tU],
      [0, 0]
    ], BuildSummary$ = [
      3,
      n0,
      _BS,
      0,
      [_a, _rO, _bS, _pA, _sA],
      [0, 4, 0, () => ResolvedArtifact$, () => ResolvedSecondaryArtifacts]
    ], CloudWatchLogsConfig$ = [
      3,
      n0,
      _CWLC,
      0,
      [_st, _gN, _sN],
      [0, 0, 0],
      1
    ], CodeCoverage$ = [
      3,
      n0,
      _CC,
      0,
      [_id, _rARN, _fP, _lCP, _lCi, _lM, _bCP, _bCr, _bM, _ex],
      [0, 0, 0, 1, 1, 1, 1, 1, 1, 4]
    ], CodeCoverageReportSummary$ = [
      3,
      n0,
      _CCRS,
      0,
      [_lCP, _lCi, _lM, _bCP, _bCr, _bM],
      [1, 1, 1, 1, 1, 1]
    ], CommandExecution$ = [
      3,
      n0,
      _CE,
      0,
      [_id, _sI, _sTu, _sT, _eT, _st, _com, _t, _eC, _sOC, _sEC, _l, _sAa],
      [0, 0, 4, 4, 4, 0, [() => SensitiveNonEmptyString, 0], 0, 0, [() => SensitiveNonEmptyString, 0], [() => SensitiveNonEmptyString, 0], () => LogsLocation$, 0]
    ], ComputeConfiguration$ = [
      3,
      n0,
      _CCo,
      0,
      [_vCp, _me, _d, _mT, _iT],
      [1, 1, 1, 0, 0]
    ], CreateFleetInput$ = [
      3,
      n0,
      _CFI,
      0,
      [_na, _bCa, _eTn, _cT, _cC, _sCc, _oB, _vC, _pC, _iI, _fSR, _ta],
      [0, 1, 0, 0, () => ComputeConfiguration$, () => ScalingConfigurationInput$, 0, () => VpcConfig$, () => ProxyConfiguration$, 0, 0, () => TagList],
      4
    ], CreateFleetOutput$ = [
      3,
      n0,
      _CFO,
      0,
      [_fl],
      [() => Fleet$]
    ], CreateProjectInput$ = [
      3,
      n0,
      _CPI,
      0,
      [_na, _so, _ar, _en, _sR, _de, _sS, _sV, _sSV, _sA, _ca, _tIM, _qTIM, _eK, _ta, _vC, _bE, _lCo, _fSL, _bBC, _cBL, _aRL],
      [0, () => ProjectSource$, () => ProjectArtifacts$, () => ProjectEnvironment$, 0, 0, () => ProjectSources, 0, () => ProjectSecondarySourceVersions, () => ProjectArtifactsList, () => ProjectCache$, 1, 1, 0, () => TagList, () => VpcConfig$, 2, () => LogsConfig$, () => ProjectFileSystemLocations, () => ProjectBuildBatchConfig$, 1, 1],
      5
    ], CreateProjectOutput$ = [
      3,
      n0,
      _CPO,
      0,
      [_pr],
      [() => Project$]
    ], CreateReportGroupInput$ = [
      3,
      n0,
      _CRGI,
      0,
      [_na, _t, _eCx, _ta],
      [0, 0, () => ReportExportConfig$, () => TagList],
      3
    ], CreateReportGroupOutput$ = [
      3,
      n0,
      _CRGO,
      0,
      [_rGe],
      [() => ReportGroup$]
    ], CreateWebhookInput$ = [
      3,
      n0,
      _CWI,
      0,
      [_pN, _bF, _fG, _bT, _mC, _sCco, _pRBP],
      [0, 0, () => FilterGroups, 0, 2, () => ScopeConfiguration$, () => PullRequestBuildPolicy$],
      1
    ], CreateWebhookOutput$ = [
      3,
      n0,
      _CWO,
      0,
      [_w],
      [() => Webhook$]
    ], DebugSession$ = [
      3,
      n0,
      _DS,
      0,
      [_sE, _sTe],
      [2, 0]
    ], DeleteBuildBatchInput$ = [
      3,
      n0,
      _DBBI,
      0,
      [_id],
      [0],
      1
    ], DeleteBuildBatchOutput$ = [
      3,
      n0,
      _DBBO,
      0,
      [_sC, _bD, _bND],
      [0, 64, () => BuildsNotDeleted]
    ], DeleteFleetInput$ = [
      3,
      n0,
      _DFI,
      0,
      [_a],
      [0],
      1
    ], DeleteFleetOutput$ = [
      3,
      n0,
      _DFO,
      0,
      [],
      []
    ], DeleteProjectInput$ = [
      3,
      n0,
      _DPI,
      0,
      [_na],
      [0],
      1
    ], DeleteProjectOutput$ = [
      3,
      n0,
      _DPO,
      0,
      [],
      []
    ], DeleteReportGroupInput$ = [
      3,
      n0,
      _DRGI,
      0,
      [_a, _dR],
      [0, 2],
      1
    ], DeleteReportGroupOutput$ = [
      3,
      n0,
      _DRGO,
      0,
      [],
      []
    ], DeleteReportInput$ = [
      3,
      n0,
      _DRI,
      0,
      [_a],
      [0],
      1
    ], DeleteReportOutput$ = [
      3,
      n0,
      _DRO,
      0,
      [],
      []
    ], DeleteResourcePolicyInput$ = [
      3,
      n0,
      _DRPI,
      0,
      [_rAe],
      [0],
      1
    ], DeleteResourcePolicyOutput$ = [
      3,
      n0,
      _DRPO,
      0,
      [],
      []
    ], DeleteSourceCredentialsInput$ = [
      3,
      n0,
      _DSCI,
      0,
      [_a],
      [0],
      1
    ], DeleteSourceCredentialsOutput$ = [
      3,
      n0,
      _DSCO,
      0,
      [_a],
      [0]
    ], DeleteWebhookInput$ = [
      3,
      n0,
      _DWI,
      0,
      [_pN],
      [0],
      1
    ], DeleteWebhookOutput$ = [
      3,
      n0,
      _DWO,
      0,
      [],
      []
    ], DescribeCodeCoveragesInput$ = [
      3,
      n0,
      _DCCI,
      0,
      [_rAep, _nT, _mR, _sO, _sB, _mLCP, _mLCPa],
      [0, 0, 1, 0, 0, 1, 1],
      1
    ], DescribeCodeCoveragesOutput$ = [
      3,
      n0,
      _DCCO,
      0,
      [_nT, _cCo],
      [0, () => CodeCoverages]
    ], DescribeTestCasesInput$ = [
      3,
      n0,
      _DTCI,
      0,
      [_rAep, _nT, _mR, _fi],
      [0, 0, 1, () => TestCaseFilter$],
      1
    ], DescribeTestCasesOutput$ = [
      3,
      n0,
      _DTCO,
      0,
      [_nT, _tC],
      [0, () => TestCases]
    ], DockerServer$ = [
      3,
      n0,
      _DSo,
      0,
      [_cT, _sGI, _st],
      [0, 64, () => DockerServerStatus$],
      1
    ], DockerServerStatus$ = [
      3,
      n0,
      _DSS,
      0,
      [_st, _m],
      [0, 0]
    ], EnvironmentImage$ = [
      3,
      n0,
      _EI,
      0,
      [_na, _de, _v],
      [0, 0, 64]
    ], EnvironmentLanguage$ = [
      3,
      n0,
      _EL,
      0,
      [_la, _im],
      [0, () => EnvironmentImages]
    ], EnvironmentPlatform$ = [
      3,
      n0,
      _EP,
      0,
      [_pl, _lan],
      [0, () => EnvironmentLanguages]
    ], EnvironmentVariable$ = [
      3,
      n0,
      _EV,
      0,
      [_na, _va, _t],
      [0, 0, 0],
      2
    ], ExportedEnvironmentVariable$ = [
      3,
      n0,
      _EEV,
      0,
      [_na, _va],
      [0, 0]
    ], Fleet$ = [
      3,
      n0,
      _F,
      0,
      [_a, _na, _id, _cr, _lMa, _st, _bCa, _eTn, _cT, _cC, _sCc, _oB, _vC, _pC, _iI, _fSR, _ta],
      [0, 0, 0, 4, 4, () => FleetStatus$, 1, 0, 0, () => ComputeConfiguration$, () => ScalingConfigurationOutput$, 0, () => VpcConfig$, () => ProxyConfiguration$, 0, 0, () => TagList]
    ], FleetProxyRule$ = [
      3,
      n0,
      _FPR,
      0,
      [_t, _ef, _ent],
      [0, 0, 64],
      3
    ], FleetStatus$ = [
      3,
      n0,
      _FS,
      0,
      [_sC, _cont, _m],
      [0, 0, 0]
    ], GetReportGroupTrendInput$ = [
      3,
      n0,
      _GRGTI,
      0,
      [_rGAe, _tF, _nOR],
      [0, 0, 1],
      2
    ], GetReportGroupTrendOutput$ = [
      3,
      n0,
      _GRGTO,
      0,
      [_sta, _rD],
      [() => ReportGroupTrendStats$, () => ReportGroupTrendRawDataList]
    ], GetResourcePolicyInput$ = [
      3,
      n0,
      _GRPI,
      0,
      [_rAe],
      [0],
      1
    ], GetResourcePolicyOutput$ = [
      3,
      n0,
      _GRPO,
      0,
      [_po],
      [0]
    ], GitSubmodulesConfig$ = [
      3,
      n0,
      _GSC,
      0,
      [_fS],
      [2],
      1
    ], ImportSourceCredentialsInput$ = [
      3,
      n0,
      _ISCI,
      0,
      [_to, _sTer, _aT, _u, _sOh],
      [[() => SensitiveNonEmptyString, 0], 0, 0, 0, 2],
      3
    ], ImportSourceCredentialsOutput$ = [
      3,
      n0,
      _ISCO,
      0,
      [_a],
      [0]
    ], InvalidateProjectCacheInput$ = [
      3,
      n0,
      _IPCI,
      0,
      [_pN],
      [0],
      1
    ], InvalidateProjectCacheOutput$ = [
      3,
      n0,
      _IPCO,
      0,
      [],
      []
    ], ListBuildBatchesForProjectInput$ = [
      3,
      n0,
      _LBBFPI,
      0,
      [_pN, _fi, _mR, _sO, _nT],
      [0, () => BuildBatchFilter$, 1, 0, 0]
    ], ListBuildBatchesForProjectOutput$ = [
      3,
      n0,
      _LBBFPO,
      0,
      [_i, _nT],
      [64, 0]
    ], ListBuildBatchesInput$ = [
      3,
      n0,
      _LBBI,
      0,
      [_fi, _mR, _sO, _nT],
      [() => BuildBatchFilter$, 1, 0, 0]
    ], ListBuildBatchesOutput$ = [
      3,
      n0,
      _LBBO,
      0,
      [_i, _nT],
      [64, 0]
    ], ListBuildsForProjectInput$ = [
      3,
      n0,
      _LBFPI,
      0,
      [_pN, _sO, _nT],
      [0, 0, 0],
      1
    ], ListBuildsForProjectOutput$ = [
      3,
      n0,
      _LBFPO,
      0,
      [_i, _nT],
      [64, 0]
    ], ListBuildsInput$ = [
      3,
      n0,
      _LBI,
      0,
      [_sO, _nT],
      [0, 0]
    ], ListBuildsOutput$ = [
      3,
      n0,
      _LBO,
      0,
      [_i, _nT],
      [64, 0]
    ], ListCommandExecutionsForSandboxInput$ = [
      3,
      n0,
      _LCEFSI,
      0,
      [_sI, _mR, _sO, _nT],
      [0, 1, 0, [() => SensitiveString, 0]],
      1
    ], ListCommandExecutionsForSandboxOutput$ = [
      3,
      n0,
      _LCEFSO,
      0,
      [_cE, _nT],
      [[() => CommandExecutions, 0], 0]
    ], ListCuratedEnvironmentImagesInput$ = [
      3,
      n0,
      _LCEII,
      0,
      [],
      []
    ], ListCuratedEnvironmentImagesOutput$ = [
      3,
      n0,
      _LCEIO,
      0,
      [_pla],
      [() => EnvironmentPlatforms]
    ], ListFleetsInput$ = [
      3,
      n0,
      _LFI,
      0,
      [_nT, _mR, _sO, _sB],
      [[() => SensitiveString, 0], 1, 0, 0]
    ], ListFleetsOutput$ = [
      3,
      n0,
      _LFO,
      0,
      [_nT, _f],
      [0, 64]
    ], ListProjectsInput$ = [
      3,
      n0,
      _LPI,
      0,
      [_sB, _sO, _nT],
      [0, 0, 0]
    ], ListProjectsOutput$ = [
      3,
      n0,
      _LPO,
      0,
      [_nT, _p],
      [0, 64]
    ], ListReportGroupsInput$ = [
      3,
      n0,
      _LRGI,
      0,
      [_sO, _sB, _nT, _mR],
      [0, 0, 0, 1]
    ], ListReportGroupsOutput$ = [
      3,
      n0,
      _LRGO,
      0,
      [_nT, _rG],
      [0, 64]
    ], ListReportsForReportGroupInput$ = [
      3,
      n0,
      _LRFRGI,
      0,
      [_rGAe, _nT, _sO, _mR, _fi],
      [0, 0, 0, 1, () => ReportFilter$],
      1
    ], ListReportsForReportGroupOutput$ = [
      3,
      n0,
      _LRFRGO,
      0,
      [_nT, _r],
      [0, 64]
    ], ListReportsInput$ = [
      3,
      n0,
      _LRI,
      0,
      [_sO, _nT, _mR, _fi],
      [0, 0, 1, () => ReportFilter$]
    ], ListReportsOutput$ = [
      3,
      n0,
      _LRO,
      0,
      [_nT, _r],
      [0, 64]
    ], ListSandboxesForProjectInput$ = [
      3,
      n0,
      _LSFPI,
      0,
      [_pN, _mR, _sO, _nT],
      [0, 1, 0, [() => SensitiveString, 0]],
      1
    ], ListSandboxesForProjectOutput$ = [
      3,
      n0,
      _LSFPO,
      0,
      [_i, _nT],
      [64, 0]
    ], ListSandboxesInput$ = [
      3,
      n0,
      _LSI,
      0,
      [_mR, _sO, _nT],
      [1, 0, 0]
    ], ListSandboxesOutput$ = [
      3,
      n0,
      _LSO,
      0,
      [_i, _nT],
      [64, 0]
    ], ListSharedProjectsInput$ = [
      3,
      n0,
      _LSPI,
      0,
      [_sB, _sO, _mR, _nT],
      [0, 0, 1, 0]
    ], ListSharedProjectsOutput$ = [
      3,
      n0,
      _LSPO,
      0,
      [_nT, _p],
      [0, 64]
    ], ListSharedReportGroupsInput$ = [
      3,
      n0,
      _LSRGI,
      0,
      [_sO, _sB, _nT, _mR],
      [0, 0, 0, 1]
    ], ListSharedReportGroupsOutput$ = [
      3,
      n0,
      _LSRGO,
      0,
      [_nT, _rG],
      [0, 64]
    ], ListSourceCredentialsInput$ = [
      3,
      n0,
      _LSCI,
      0,
      [],
      []
    ], ListSourceCredentialsOutput$ = [
      3,
      n0,
      _LSCO,
      0,
      [_sCI],
      [() => SourceCredentialsInfos]
    ], LogsConfig$ = [
      3,
      n0,
      _LC,
      0,
      [_cWL, _sL],
      [() => CloudWatchLogsConfig$, () => S3LogsConfig$]
    ], LogsLocation$ = [
      3,
      n0,
      _LL,
      0,
      [_gN, _sN, _dL, _sDL, _cWLA, _sLA, _cWL, _sL],
      [0, 0, 0, 0, 0, 0, () => CloudWatchLogsConfig$, () => S3LogsConfig$]
    ], NetworkInterface$ = [
      3,
      n0,
      _NI,
      0,
      [_sIu, _nII],
      [0, 0]
    ], PhaseContext$ = [
      3,
      n0,
      _PC,
      0,
      [_sC, _m],
      [0, 0]
    ], Project$ = [
      3,
      n0,
      _P,
      0,
      [_na, _a, _de, _so, _sS, _sV, _sSV, _ar, _sA, _ca, _en, _sR, _tIM, _qTIM, _eK, _ta, _cr, _lMa, _w, _vC, _ba, _lCo, _fSL, _bBC, _cBL, _pV, _pPA, _rAR, _aRL],
      [0, 0, 0, () => ProjectSource$, () => ProjectSources, 0, () => ProjectSecondarySourceVersions, () => ProjectArtifacts$, () => ProjectArtifactsList, () => ProjectCache$, () => ProjectEnvironment$, 0, 1, 1, 0, () => TagList, 4, 4, () => Webhook$, () => VpcConfig$, () => ProjectBadge$, () => LogsConfig$, () => ProjectFileSystemLocations, () => ProjectBuildBatchConfig$, 1, 0, 0, 0, 1]
    ], ProjectArtifacts$ = [
      3,
      n0,
      _PA,
      0,
      [_t, _lo, _pa, _nTa, _na, _pac, _oAN, _eD, _aI, _bOA],
      [0, 0, 0, 0, 0, 0, 2, 2, 0, 0],
      1
    ], ProjectBadge$ = [
      3,
      n0,
      _PB,
      0,
      [_bE, _bRU],
      [2, 0]
    ], ProjectBuildBatchConfig$ = [
      3,
      n0,
      _PBBC,
      0,
      [_sR, _cA, _re, _tIMi, _bRM],
      [0, 2, () => BatchRestrictions$, 1, 0]
    ], ProjectCache$ = [
      3,
      n0,
      _PCr,
      0,
      [_t, _lo, _mo, _cN],
      [0, 0, 64, 0],
      1
    ], ProjectEnvironment$ = [
      3,
      n0,
      _PE,
      0,
      [_t, _ima, _cT, _cC, _fl, _eV, _pM, _ce, _rC, _iPCT, _dSo, _hK],
      [0, 0, 0, () => ComputeConfiguration$, () => ProjectFleet$, () => EnvironmentVariables, 2, 0, () => RegistryCredential$, 0, () => DockerServer$, 0],
      3
    ], ProjectFileSystemLocation$ = [
      3,
      n0,
      _PFSL,
      0,
      [_t, _lo, _mP, _ide, _mO],
      [0, 0, 0, 0, 0]
    ], ProjectFleet$ = [
      3,
      n0,
      _PF,
      0,
      [_fAl],
      [0]
    ], ProjectSource$ = [
      3,
      n0,
      _PS,
      0,
      [_t, _lo, _gCD, _gSC, _bu, _au, _rBS, _bSC, _iS, _sIo],
      [0, 0, 1, () => GitSubmodulesConfig$, 0, () => SourceAuth$, 2, () => BuildStatusConfig$, 2, 0],
      1
    ], ProjectSourceVersion$ = [
      3,
      n0,
      _PSV,
      0,
      [_sIo, _sV],
      [0, 0],
      2
    ], ProxyConfiguration$ = [
      3,
      n0,
      _PCro,
      0,
      [_dB, _oPR],
      [0, () => FleetProxyRules]
    ], PullRequestBuildPolicy$ = [
      3,
      n0,
      _PRBP,
      0,
      [_rCA, _aR],
      [0, 64],
      1
    ], PutResourcePolicyInput$ = [
      3,
      n0,
      _PRPI,
      0,
      [_po, _rAe],
      [0, 0],
      2
    ], PutResourcePolicyOutput$ = [
      3,
      n0,
      _PRPO,
      0,
      [_rAe],
      [0]
    ], RegistryCredential$ = [
      3,
      n0,
      _RC,
      0,
      [_cre, _cPr],
      [0, 0],
      2
    ], Report$ = [
      3,
      n0,
      _R,
      0,
      [_a, _t, _na, _rGAe, _eI, _st, _cr, _ex, _eCx, _tr, _tS, _cCS],
      [0, 0, 0, 0, 0, 0, 4, 4, () => ReportExportConfig$, 2, () => TestReportSummary$, () => CodeCoverageReportSummary$]
    ], ReportExportConfig$ = [
      3,
      n0,
      _REC,
      0,
      [_eCT, _sD],
      [0, () => S3ReportExportConfig$]
    ], ReportFilter$ = [
      3,
      n0,
      _RF,
      0,
      [_st],
      [0]
    ], ReportGroup$ = [
      3,
      n0,
      _RG,
      0,
      [_a, _na, _t, _eCx, _cr, _lMa, _ta, _st],
      [0, 0, 0, () => ReportExportConfig$, 4, 4, () => TagList, 0]
    ], ReportGroupTrendStats$ = [
      3,
      n0,
      _RGTS,
      0,
      [_av, _ma, _mi],
      [0, 0, 0]
    ], ReportWithRawData$ = [
      3,
      n0,
      _RWRD,
      0,
      [_rAep, _da],
      [0, 0]
    ], ResolvedArtifact$ = [
      3,
      n0,
      _RA,
      0,
      [_t, _lo, _ide],
      [0, 0, 0]
    ], RetryBuildBatchInput$ = [
      3,
      n0,
      _RBBI,
      0,
      [_id, _iTd, _rT],
      [0, 0, 0]
    ], RetryBuildBatchOutput$ = [
      3,
      n0,
      _RBBO,
      0,
      [_bBu],
      [() => BuildBatch$]
    ], RetryBuildInput$ = [
      3,
      n0,
      _RBI,
      0,
      [_id, _iTd],
      [0, 0]
    ], RetryBuildOutput$ = [
      3,
      n0,
      _RBO,
      0,
      [_bui],
      [() => Build$]
    ], S3LogsConfig$ = [
      3,
      n0,
      _SLC,
      0,
      [_st, _lo, _eD, _bOA],
      [0, 0, 2, 0],
      1
    ], S3ReportExportConfig$ = [
      3,
      n0,
      _SREC,
      0,
      [_buc, _bO, _pa, _pac, _eK, _eD],
      [0, 0, 0, 0, 0, 2]
    ], Sandbox$ = [
      3,
      n0,
      _S,
      0,
      [_id, _a, _pN, _rTe, _sT, _eT, _st, _so, _sV, _sS, _sSV, _en, _fSL, _tIM, _qTIM, _vC, _lC, _eK, _sR, _cS],
      [0, 0, 0, 4, 4, 4, 0, () => ProjectSource$, 0, () => ProjectSources, () => ProjectSecondarySourceVersions, () => ProjectEnvironment$, () => ProjectFileSystemLocations, 1, 1, () => VpcConfig$, () => LogsConfig$, 0, 0, () => SandboxSession$]
    ], SandboxSession$ = [
      3,
      n0,
      _SSa,
      0,
      [_id, _st, _sT, _eT, _cP, _ph, _rSV, _l, _nI],
      [0, 0, 4, 4, 0, () => SandboxSessionPhases, 0, () => LogsLocation$, () => NetworkInterface$]
    ], SandboxSessionPhase$ = [
      3,
      n0,
      _SSP,
      0,
      [_pT, _pS, _sT, _eT, _dIS, _con],
      [0, 0, 4, 4, 1, () => PhaseContexts]
    ], ScalingConfigurationInput$ = [
      3,
      n0,
      _SCI,
      0,
      [_sTc, _tTSC, _mCa],
      [0, () => TargetTrackingScalingConfigurations, 1]
    ], ScalingConfigurationOutput$ = [
      3,
      n0,
      _SCO,
      0,
      [_sTc, _tTSC, _mCa, _dC],
      [0, () => TargetTrackingScalingConfigurations, 1, 1]
    ], ScopeConfiguration$ = [
      3,
      n0,
      _SC,
      0,
      [_na, _sc, _do],
      [0, 0, 0],
      2
    ], SourceAuth$ = [
      3,
      n0,
      _SA,
      0,
      [_t, _res],
      [0, 0],
      1
    ], SourceCredentialsInfo$ = [
      3,
      n0,
      _SCIo,
      0,
      [_a, _sTer, _aT, _res],
      [0, 0, 0, 0]
    ], SSMSession$ = [
      3,
      n0,
      _SSMS,
      0,
      [_sIe, _tV, _sU],
      [0, 0, 0]
    ], StartBuildBatchInput$ = [
      3,
      n0,
      _SBBI,
      0,
      [_pN, _sSO, _sSVO, _sV, _aO, _sAO, _eVO, _sTO, _sLO, _sAOo, _gCDO, _gSCO, _bOu, _iSO, _rBBSO, _eTO, _iO, _cTO, _cO, _cOa, _sRO, _pMO, _bTIMO, _qTIMO, _eKO, _iTd, _lCO, _rCO, _iPCTO, _bBCO, _dSE],
      [0, () => ProjectSources, () => ProjectSecondarySourceVersions, 0, () => ProjectArtifacts$, () => ProjectArtifactsList, () => EnvironmentVariables, 0, 0, () => SourceAuth$, 1, () => GitSubmodulesConfig$, 0, 2, 2, 0, 0, 0, 0, () => ProjectCache$, 0, 2, 1, 1, 0, 0, () => LogsConfig$, () => RegistryCredential$, 0, () => ProjectBuildBatchConfig$, 2],
      1
    ], StartBuildBatchOutput$ = [
      3,
      n0,
      _SBBO,
      0,
      [_bBu],
      [() => BuildBatch$]
    ], StartBuildInput$ = [
      3,
      n0,
      _SBI,
      0,
      [_pN, _sSO, _sSVO, _sV, _aO, _sAO, _eVO, _sTO, _sLO, _sAOo, _gCDO, _gSCO, _bOu, _iSO, _rBSO, _bSCO, _eTO, _iO, _cTO, _cO, _cOa, _sRO, _pMO, _tIMO, _qTIMO, _eKO, _iTd, _lCO, _rCO, _iPCTO, _dSE, _fO, _aRLO, _hKO],
      [0, () => ProjectSources, () => ProjectSecondarySourceVersions, 0, () => ProjectArtifacts$, () => ProjectArtifactsList, () => EnvironmentVariables, 0, 0, () => SourceAuth$, 1, () => GitSubmodulesConfig$, 0, 2, 2, () => BuildStatusConfig$, 0, 0, 0, 0, () => ProjectCache$, 0, 2, 1, 1, 0, 0, () => LogsConfig$, () => RegistryCredential$, 0, 2, () => ProjectFleet$, 1, 0],
      1
    ], StartBuildOutput$ = [
      3,
      n0,
      _SBO,
      0,
      [_bui],
      [() => Build$]
    ], StartCommandExecutionInput$ = [
      3,
      n0,
      _SCEI,
      0,
      [_sI, _com, _t],
      [0, [() => SensitiveNonEmptyString, 0], 0],
      2
    ], StartCommandExecutionOutput$ = [
      3,
      n0,
      _SCEO,
      0,
      [_cEo],
      [[() => CommandExecution$, 0]]
    ], StartSandboxConnectionInput$ = [
      3,
      n0,
      _SSCI,
      0,
      [_sI],
      [0],
      1
    ], StartSandboxConnectionOutput$ = [
      3,
      n0,
      _SSCO,
      0,
      [_sSs],
      [() => SSMSession$]
    ], StartSandboxInput$ = [
      3,
      n0,
      _SSI,
      0,
      [_pN, _iTd],
      [0, [() => SensitiveString, 0]]
    ], StartSandboxOutput$ = [
      3,
      n0,
      _SSO,
      0,
      [_san],
      [() => Sandbox$]
    ], StopBuildBatchInput$ = [
      3,
      n0,
      _SBBIt,
      0,
      [_id],
      [0],
      1
    ], StopBuildBatchOutput$ = [
      3,
      n0,
      _SBBOt,
      0,
      [_bBu],
      [() => BuildBatch$]
    ], StopBuildInput$ = [
      3,
      n0,
      _SBIt,
      0,
      [_id],
      [0],
      1
    ], StopBuildOutput$ = [
      3,
      n0,
      _SBOt,
      0,
      [_bui],
      [() => Build$]
    ], StopSandboxInput$ = [
      3,
      n0,
      _SSIt,
      0,
      [_id],
      [0],
      1
    ], StopSandboxOutput$ = [
      3,
      n0,
      _SSOt,
      0,
      [_san],
      [() => Sandbox$]
    ], Tag$ = [
      3,
      n0,
      _T,
      0,
      [_k, _va],
      [0, 0]
    ], TargetTrackingScalingConfiguration$ = [
      3,
      n0,
      _TTSC,
      0,
      [_mTe, _tVa],
      [0, 1]
    ], TestCase$ = [
      3,
      n0,
      _TC,
      0,
      [_rAep, _tRDP, _pre, _na, _st, _dINS, _m, _ex, _tSN],
      [0, 0, 0, 0, 0, 1, 0, 4, 0]
    ], TestCaseFilter$ = [
      3,
      n0,
      _TCF,
      0,
      [_st, _ke],
      [0, 0]
    ], TestReportSummary$ = [
      3,
      n0,
      _TRS,
      0,
      [_tot, _sCt, _dINS],
      [1, 129, 1],
      3
    ], UpdateFleetInput$ = [
      3,
      n0,
      _UFI,
      0,
      [_a, _bCa, _eTn, _cT, _cC, _sCc, _oB, _vC, _pC, _iI, _fSR, _ta],
      [0, 1, 0, 0, () => ComputeConfiguration$, () => ScalingConfigurationInput$, 0, () => VpcConfig$, () => ProxyConfiguration$, 0, 0, () => TagList],
      1
    ], UpdateFleetOutput$ = [
      3,
      n0,
      _UFO,
      0,
      [_fl],
      [() => Fleet$]
    ], UpdateProjectInput$ = [
      3,
      n0,
      _UPI,
      0,
      [_na, _de, _so, _sS, _sV, _sSV, _ar, _sA, _ca, _en, _sR, _tIM, _qTIM, _eK, _ta, _vC, _bE, _lCo, _fSL, _bBC, _cBL, _aRL],
      [0, 0, () => ProjectSource$, () => ProjectSources, 0, () => ProjectSecondarySourceVersions, () => ProjectArtifacts$, () => ProjectArtifactsList, () => ProjectCache$, () => ProjectEnvironment$, 0, 1, 1, 0, () => TagList, () => VpcConfig$, 2, () => LogsConfig$, () => ProjectFileSystemLocations, () => ProjectBuildBatchConfig$, 1, 1],
      1
    ], UpdateProjectOutput$ = [
      3,
      n0,
      _UPO,
      0,
      [_pr],
      [() => Project$]
    ], UpdateProjectVisibilityInput$ = [
      3,
      n0,
      _UPVI,
      0,
      [_pAr, _pV, _rAR],
      [0, 0, 0],
      2
    ], UpdateProjectVisibilityOutput$ = [
      3,
      n0,
      _UPVO,
      0,
      [_pAr, _pPA, _pV],
      [0, 0, 0]
    ], UpdateReportGroupInput$ = [
      3,
      n0,
      _URGI,
      0,
      [_a, _eCx, _ta],
      [0, () => ReportExportConfig$, () => TagList],
      1
    ], UpdateReportGroupOutput$ = [
      3,
      n0,
      _URGO,
      0,
      [_rGe],
      [() => ReportGroup$]
    ], UpdateWebhookInput$ = [
      3,
      n0,
      _UWI,
      0,
      [_pN, _bF, _rS, _fG, _bT, _pRBP],
      [0, 0, 2, () => FilterGroups, 0, () => PullRequestBuildPolicy$],
      1
    ], UpdateWebhookOutput$ = [
      3,
      n0,
      _UWO,
      0,
      [_w],
      [() => Webhook$]
    ], VpcConfig$ = [
      3,
      n0,
      _VC,
      0,
      [_vI, _su, _sGI],
      [0, 64, 64]
    ], Webhook$ = [
      3,
      n0,
      _W,
      0,
      [_ur, _pU, _se, _bF, _fG, _bT, _mC, _lMS, _sCco, _st, _sM, _pRBP],
      [0, 0, 0, 0, () => FilterGroups, 0, 2, 4, () => ScopeConfiguration$, 0, 0, () => PullRequestBuildPolicy$]
    ], WebhookFilter$ = [
      3,
      n0,
      _WF,
      0,
      [_t, _pat, _eMP],
      [0, 0, 2],
      2
    ], BuildArtifactsList = [
      1,
      n0,
      _BAL,
      0,
      () => BuildArtifacts$
    ], BuildBatches = [
      1,
      n0,
      _BBu,
      0,
      () => BuildBatch$
    ], BuildBatchPhases = [
      1,
      n0,
      _BBPu,
      0,
      () => BuildBatchPhase$
    ], BuildGroups = [
      1,
      n0,
      _BGu,
      0,
      () => BuildGroup$
    ], BuildPhases = [
      1,
      n0,
      _BPu,
      0,
      () => BuildPhase$
    ], Builds = [
      1,
      n0,
      _Bu,
      0,
      () => Build$
    ], BuildsNotDeleted = [
      1,
      n0,
      _BNDu,
      0,
      () => BuildNotDeleted$
    ], BuildSummaries = [
      1,
      n0,
      _BSu,
      0,
      () => BuildSummary$
    ], CodeCoverages = [
      1,
      n0,
      _CCod,
      0,
      () => CodeCoverage$
    ], CommandExecutions = [
      1,
      n0,
      _CEo,
      0,
      [
        () => CommandExecution$,
        0
      ]
    ], EnvironmentImages = [
      1,
      n0,
      _EIn,
      0,
      () => EnvironmentImage$
    ], EnvironmentLanguages = [
      1,
      n0,
      _ELn,
      0,
      () => EnvironmentLanguage$
    ], EnvironmentPlatforms = [
      1,
      n0,
      _EPn,
      0,
      () => EnvironmentPlatform$
    ], EnvironmentVariables = [
      1,
      n0,
      _EVn,
      0,
      () => EnvironmentVariable$
    ], ExportedEnvironmentVariables = [
      1,
      n0,
      _EEVx,
      0,
      () => ExportedEnvironmentVariable$
    ], FilterGroup = [
      1,
      n0,
      _FGi,
      0,
      () => WebhookFilter$
    ], FilterGroups = [
      1,
      n0,
      _FG,
      0,
      () => FilterGroup
    ], FleetProxyRules = [
      1,
      n0,
      _FPRl,
      0,
      () => FleetProxyRule$
    ], Fleets = [
      1,
      n0,
      _Fl,
      0,
      () => Fleet$
    ], PhaseContexts = [
      1,
      n0,
      _PCh,
      0,
      () => PhaseContext$
    ], ProjectArtifactsList = [
      1,
      n0,
      _PAL,
      0,
      () => ProjectArtifacts$
    ], ProjectFileSystemLocations = [
      1,
      n0,
      _PFSLr,
      0,
      () => ProjectFileSystemLocation$
    ], Projects = [
      1,
      n0,
      _Pr,
      0,
      () => Project$
    ], ProjectSecondarySourceVersions = [
      1,
      n0,
      _PSSV,
      0,
      () => ProjectSourceVersion$
    ], ProjectSources = [
      1,
      n0,
      _PSr,
      0,
      () => ProjectSource$
    ], ReportGroups = [
      1,
      n0,
      _RGe,
      0,
      () => ReportGroup$
    ], ReportGroupTrendRawDataList = [
      1,
      n0,
      _RGTRDL,
      0,
      () => ReportWithRawData$
    ], Reports = [
      1,
      n0,
      _Re,
      0,
      () => Report$
    ], ResolvedSecondaryArtifacts = [
      1,
      n0,
      _RSA,
      0,
      () => ResolvedArtifact$
    ], Sandboxes = [
      1,
      n0,
      _Sa,
      0,
      () => Sandbox$
    ], SandboxSessionPhases = [
      1,
      n0,
      _SSPa,
      0,
      () => SandboxSessionPhase$
    ], SourceCredentialsInfos = [
      1,
      n0,
      _SCIou,
      0,
      () => SourceCredentialsInfo$
    ], TagList = [
      1,
      n0,
      _TL,
      0,
      () => Tag$
    ], TargetTrackingScalingConfigurations = [
      1,
      n0,
      _TTSCa,
      0,
      () => TargetTrackingScalingConfiguration$
    ], TestCases = [
      1,
      n0,
      _TCe,
      0,
      () => TestCase$
    ], BatchDeleteBuilds$ = [
      9,
      n0,
      _BDB,
      0,
      () => BatchDeleteBuildsInput$,
      () => BatchDeleteBuildsOutput$
    ], BatchGetBuildBatches$ = [
      9,
      n0,
      _BGBB,
      0,
      () => BatchGetBuildBatchesInput$,
      () => BatchGetBuildBatchesOutput$
    ], BatchGetBuilds$ = [
      9,
      n0,
      _BGB,
      0,
      () => BatchGetBuildsInput$,
      () => BatchGetBuildsOutput$
    ], BatchGetCommandExecutions$ = [
      9,
      n0,
      _BGCE,
      0,
      () => BatchGetCommandExecutionsInput$,
      () => BatchGetCommandExecutionsOutput$
    ], BatchGetFleets$ = [
      9,
      n0,
      _BGF,
      0,
      () => BatchGetFleetsInput$,
      () => BatchGetFleetsOutput$
    ], BatchGetProjects$ = [
      9,
      n0,
      _BGP,
      0,
      () => BatchGetProjectsInput$,
      () => BatchGetProjectsOutput$
    ], BatchGetReportGroups$ = [
      9,
      n0,
      _BGRG,
      0,
      () => BatchGetReportGroupsInput$,
      () => BatchGetReportGroupsOutput$
    ], BatchGetReports$ = [
      9,
      n0,
      _BGR,
      0,
      () => BatchGetReportsInput$,
      () => BatchGetReportsOutput$
    ], BatchGetSandboxes$ = [
      9,
      n0,
      _BGS,
      0,
      () => BatchGetSandboxesInput$,
      () => BatchGetSandboxesOutput$
    ], CreateFleet$ = [
      9,
      n0,
      _CF,
      0,
      () => CreateFleetInput$,
      () => CreateFleetOutput$
    ], CreateProject$ = [
      9,
      n0,
      _CP,
      0,
      () => CreateProjectInput$,
      () => CreateProjectOutput$
    ], CreateReportGroup$ = [
      9,
      n0,
      _CRG,
      0,
      () => CreateReportGroupInput$,
      () => CreateReportGroupOutput$
    ], CreateWebhook$ = [
      9,
      n0,
      _CW,
      0,
      () => CreateWebhookInput$,
      () => CreateWebhookOutput$
    ], DeleteBuildBatch$ = [
      9,
      n0,
      _DBB,
      0,
      () => DeleteBuildBatchInput$,
      () => DeleteBuildBatchOutput$
    ], DeleteFleet$ = [
      9,
      n0,
      _DF,
      0,
      () => DeleteFleetInput$,
      () => DeleteFleetOutput$
    ], DeleteProject$ = [
      9,
      n0,
      _DP,
      0,
      () => DeleteProjectInput$,
      () => DeleteProjectOutput$
    ], DeleteReport$ = [
      9,
      n0,
      _DR,
      0,
      () => DeleteReportInput$,
      () => DeleteReportOutput$
    ], DeleteReportGroup$ = [
      9,
      n0,
      _DRG,
      0,
      () => DeleteReportGroupInput$,
      () => DeleteReportGroupOutput$
    ], DeleteResourcePolicy$ = [
      9,
      n0,
      _DRP,
      0,
      () => DeleteResourcePolicyInput$,
      () => DeleteResourcePolicyOutput$
    ], DeleteSourceCredentials$ = [
      9,
      n0,
      _DSC,
      0,
      () => DeleteSourceCredentialsInput$,
      () => DeleteSourceCredentialsOutput$
    ], DeleteWebhook$ = [
      9,
      n0,
      _DW,
      0,
      () => DeleteWebhookInput$,
      () => DeleteWebhookOutput$
    ], DescribeCodeCoverages$ = [
      9,
      n0,
      _DCC,
      0,
      () => DescribeCodeCoveragesInput$,
      () => DescribeCodeCoveragesOutput$
    ], DescribeTestCases$ = [
      9,
      n0,
      _DTC,
      0,
      () => DescribeTestCasesInput$,
      () => DescribeTestCasesOutput$
    ], GetReportGroupTrend$ = [
      9,
      n0,
      _GRGT,
      0,
      () => GetReportGroupTrendInput$,
      () => GetReportGroupTrendOutput$
    ], GetResourcePolicy$ = [
      9,
      n0,
      _GRP,
      0,
      () => GetResourcePolicyInput$,
      () => GetResourcePolicyOutput$
    ], ImportSourceCredentials$ = [
      9,
      n0,
      _ISC,
      0,
      () => ImportSourceCredentialsInput$,
      () => ImportSourceCredentialsOutput$
    ], InvalidateProjectCache$ = [
      9,
      n0,
      _IPC,
      0,
      () => InvalidateProjectCacheInput$,
      () => InvalidateProjectCacheOutput$
    ], ListBuildBatches$ = [
      9,
      n0,
      _LBB,
      0,
      () => ListBuildBatchesInput$,
      () => ListBuildBatchesOutput$
    ], ListBuildBatchesForProject$ = [
      9,
      n0,
      _LBBFP,
      0,
      () => ListBuildBatchesForProjectInput$,
      () => ListBuildBatchesForProjectOutput$
    ], ListBuilds$ = [
      9,
      n0,
      _LB,
      0,
      () => ListBuildsInput$,
      () => ListBuildsOutput$
    ], ListBuildsForProject$ = [
      9,
      n0,
      _LBFP,
      0,
      () => ListBuildsForProjectInput$,
      () => ListBuildsForProjectOutput$
    ], ListCommandExecutionsForSandbox$ = [
      9,
      n0,
      _LCEFS,
      0,
      () => ListCommandExecutionsForSandboxInput$,
      () => ListCommandExecutionsForSandboxOutput$
    ], ListCuratedEnvironmentImages$ = [
      9,
      n0,
      _LCEI,
      0,
      () => ListCuratedEnvironmentImagesInput$,
      () => ListCuratedEnvironmentImagesOutput$
    ], ListFleets$ = [
      9,
      n0,
      _LF,
      0,
      () => ListFleetsInput$,
      () => ListFleetsOutput$
    ], ListProjects$ = [
      9,
      n0,
      _LP,
      0,
      () => ListProjectsInput$,
      () => ListProjectsOutput$
    ], ListReportGroups$ = [
      9,
      n0,
      _LRG,
      0,
      () => ListReportGroupsInput$,
      () => ListReportGroupsOutput$
    ], ListReports$ = [
      9,
      n0,
      _LR,
      0,
      () => ListReportsInput$,
      () => ListReportsOutput$
    ], ListReportsForReportGroup$ = [
      9,
      n0,
      _LRFRG,
      0,
      () => ListReportsForReportGroupInput$,
      () => ListReportsForReportGroupOutput$
    ], ListSandboxes$ = [
      9,
      n0,
      _LS,
      0,
      () => ListSandboxesInput$,
      () => ListSandboxesOutput$
    ], ListSandboxesForProject$ = [
      9,
      n0,
      _LSFP,
      0,
      () => ListSandboxesForProjectInput$,
      () => ListSandboxesForProjectOutput$
    ], ListSharedProjects$ = [
      9,
      n0,
      _LSP,
      0,
      () => ListSharedProjectsInput$,
      () => ListSharedProjectsOutput$
    ], ListSharedReportGroups$ = [
      9,
      n0,
      _LSRG,
      0,
      () => ListSharedReportGroupsInput$,
      () => ListSharedReportGroupsOutput$
    ], ListSourceCredentials$ = [
      9,
      n0,
      _LSC,
      0,
      () => ListSourceCredentialsInput$,
      () => ListSourceCredentialsOutput$
    ], PutResourcePolicy$ = [
      9,
      n0,
      _PRP,
      0,
      () => PutResourcePolicyInput$,
      () => PutResourcePolicyOutput$
    ], RetryBuild$ = [
      9,
      n0,
      _RB,
      0,
      () => RetryBuildInput$,
      () => RetryBuildOutput$
    ], RetryBuildBatch$ = [
      9,
      n0,
      _RBB,
      0,
      () => RetryBuildBatchInput$,
      () => RetryBuildBatchOutput$
    ], StartBuild$ = [
      9,
      n0,
      _SB,
      0,
      () => StartBuildInput$,
      () => StartBuildOutput$
    ], StartBuildBatch$ = [
      9,
      n0,
      _SBB,
      0,
      () => StartBuildBatchInput$,
      () => StartBuildBatchOutput$
    ], StartCommandExecution$ = [
      9,
      n0,
      _SCE,
      0,
      () => StartCommandExecutionInput$,
      () => StartCommandExecutionOutput$
    ], StartSandbox$ = [
      9,
      n0,
      _SSt,
      0,
      () => StartSandboxInput$,
      () => StartSandboxOutput$
    ], StartSandboxConnection$ = [
      9,
      n0,
      _SSC,
      0,
      () => StartSandboxConnectionInput$,
      () => StartSandboxConnectionOutput$
    ], StopBuild$ = [
      9,
      n0,
      _SBt,
      0,
      () => StopBuildInput$,
      () => StopBuildOutput$
    ], StopBuildBatch$ = [
      9,
      n0,
      _SBBt,
      0,
      () => StopBuildBatchInput$,
      () => StopBuildBatchOutput$
    ], StopSandbox$ = [
      9,
      n0,
      _SSto,
      0,
      () => StopSandboxInput$,
      () => StopSandboxOutput$
    ], UpdateFleet$ = [
      9,
      n0,
      _UF,
      0,
      () => UpdateFleetInput$,
      () => UpdateFleetOutput$
    ], UpdateProject$ = [
      9,
      n0,
      _UP,
      0,
      () => UpdateProjectInput$,
      () => UpdateProjectOutput$
    ], UpdateProjectVisibility$ = [
      9,
      n0,
      _UPV,
      0,
      () => UpdateProjectVisibilityInput$,
      () => UpdateProjectVisibilityOutput$
    ], UpdateReportGroup$ = [
      9,
      n0,
      _URG,
      0,
      () => UpdateReportGroupInput$,
      () => UpdateReportGroupOutput$
    ], UpdateWebhook$ = [
      9,
      n0,
      _UW,
      0,
      () => UpdateWebhookInput$,
      () => UpdateWebhookOutput$
    ], getRuntimeConfig$1 = (config) => ({
      apiVersion: "2016-10-06",
      base64Decoder: config?.base64Decoder ?? fromBase64,
      base64Encoder: config?.base64Encoder ?? toBase64,
      disableHostPrefix: config?.disableHostPrefix ?? !1,
      endpointProvider: config?.endpointProvider ?? defaultEndpointResolver,
      extensions: config?.extensions ?? [],
      httpAuthSchemeProvider: config?.httpAuthSchemeProvider ?? defaultCodeBuildHttpAuthSchemeProvider,
      httpAuthSchemes: config?.httpAuthSchemes ?? [
        {
          schemeId: "aws.auth#sigv4",
          identityProvider: (ipc) => ipc.getIdentityProvider("aws.auth#sigv4"),
          signer: new AwsSdkSigV4Signer()
        }
      ],
      logger: config?.logger ?? new NoOpLogger(),
      protocol: config?.protocol ?? AwsJson1_1Protocol,
      protocolSettings: config?.protocolSettings ?? {
        defaultNamespace: "com.amazonaws.codebuild",
        errorTypeRegistries,
        version: "2016-10-06",
        serviceTarget: "CodeBuild_20161006"
      },
      serviceId: config?.serviceId ?? "CodeBuild",
      sha256: config?.sha256 ?? Sha256,
      urlParser: config?.urlParser ?? parseUrl,
      utf8Decoder: config?.utf8Decoder ?? fromUtf8,
      utf8Encoder: config?.utf8Encoder ?? toUtf8
    }), getRuntimeConfig = (config) => {
      emitWarningIfUnsupportedVersion(process.version);
      let defaultsMode = resolveDefaultsModeConfig(config), defaultConfigProvider = () => defaultsMode().then(loadConfigsForDefaultMode), clientSharedValues = getRuntimeConfig$1(config);
      emitWarningIfUnsupportedVersion$1(process.version);
      let loaderConfig = {
        profile: config?.profile,
        logger: clientSharedValues.logger
      };
      return {
        ...clientSharedValues,
        ...config,
        runtime: "node",
        defaultsMode,
        authSchemePreference: config?.authSchemePreference ?? loadConfig(NODE_AUTH_SCHEME_PREFERENCE_OPTIONS, loaderConfig),
        bodyLengthChecker: config?.bodyLengthChecker ?? calculateBodyLength,
        credentialDefaultProvider: config?.credentialDefaultProvider ?? defaultProvider,
        defaultUserAgentProvider: config?.defaultUserAgentProvider ?? createDefaultUserAgentProvider({ serviceId: clientSharedValues.serviceId, clientVersion: packageInfo.version }),
        maxAttempts: config?.maxAttempts ?? loadConfig(NODE_MAX_ATTEMPT_CONFIG_OPTIONS, config),
        region: config?.region ?? loadConfig(NODE_REGION_CONFIG_OPTIONS, { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...loaderConfig }),
        requestHandler: NodeHttpHandler.create(config?.requestHandler ?? defaultConfigProvider),
        retryMode: config?.retryMode ?? loadConfig({
          ...NODE_RETRY_MODE_CONFIG_OPTIONS,
          default: async () => (await defaultConfigProvider()).retryMode || DEFAULT_RETRY_MODE
        }, config),
        streamCollector: config?.streamCollector ?? streamCollector,
        useDualstackEndpoint: config?.useDualstackEndpoint ?? loadConfig(NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
        useFipsEndpoint: config?.useFipsEndpoint ?? loadConfig(NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
        userAgentAppId: config?.userAgentAppId ?? loadConfig(NODE_APP_ID_CONFIG_OPTIONS, loaderConfig)
      };
    }, getHttpAuthExtensionConfiguration = (runtimeConfig) => {
      let _httpAuthSchemes = runtimeConfig.httpAuthSchemes, _httpAuthSchemeProvider = runtimeConfig.httpAuthSchemeProvider, _credentials = runtimeConfig.credentials;
      return {
        setHttpAuthScheme(httpAuthScheme) {
          let index = _httpAuthSchemes.findIndex((scheme) => scheme.schemeId === httpAuthScheme.schemeId);
          index === -1 ? _httpAuthSchemes.push(httpAuthScheme) : _httpAuthSchemes.splice(index, 1, httpAuthScheme);
        },
        httpAuthSchemes() {
          return _httpAuthSchemes;
        },
        setHttpAuthSchemeProvider(httpAuthSchemeProvider) {
          _httpAuthSchemeProvider = httpAuthSchemeProvider;
        },
        httpAuthSchemeProvider() {
          return _httpAuthSchemeProvider;
        },
        setCredentials(credentials) {
          _credentials = credentials;
        },
        credentials() {
          return _credentials;
        }
      };
    }, resolveHttpAuthRuntimeConfig = (config) => ({
      httpAuthSchemes: config.httpAuthSchemes(),
      httpAuthSchemeProvider: config.httpAuthSchemeProvider(),
      credentials: config.credentials()
    }), resolveRuntimeExtensions = (runtimeConfig, extensions) => {
      let extensionConfiguration = Object.assign(getAwsRegionExtensionConfiguration(runtimeConfig), getDefaultExtensionConfiguration(runtimeConfig), getHttpHandlerExtensionConfiguration(runtimeConfig), getHttpAuthExtensionConfiguration(runtimeConfig));
      return extensions.forEach((extension) => extension.configure(extensionConfiguration)), Object.assign(runtimeConfig, resolveAwsRegionExtensionConfiguration(extensionConfiguration), resolveDefaultRuntimeConfig(extensionConfiguration), resolveHttpHandlerRuntimeConfig(extensionConfiguration), resolveHttpAuthRuntimeConfig(extensionConfiguration));
    }, CodeBuildClient = class extends Client {
      config;
      constructor(...[configuration]) {
        let _config_0 = getRuntimeConfig(configuration || {});
        super(_config_0), this.initConfig = _config_0;
        let _config_1 = resolveClientEndpointParameters(_config_0), _config_2 = resolveUserAgentConfig(_config_1), _config_3 = resolveRetryConfig(_config_2), _config_4 = resolveRegionConfig(_config_3), _config_5 = resolveHostHeaderConfig(_config_4), _config_6 = resolveEndpointConfig(_config_5), _config_7 = resolveHttpAuthSchemeConfig(_config_6), _config_8 = resolveRuntimeExtensions(_config_7, configuration?.extensions || []);
        this.config = _config_8, this.middlewareStack.use(getSchemaSerdePlugin(this.config)), this.middlewareStack.use(getUserAgentPlugin(this.config)), this.middlewareStack.use(getRetryPlugin(this.config)), this.middlewareStack.use(getContentLengthPlugin(this.config)), this.middlewareStack.use(getHostHeaderPlugin(this.config)), this.middlewareStack.use(getLoggerPlugin(this.config)), this.middlewareStack.use(getRecursionDetectionPlugin(this.config)), this.middlewareStack.use(getHttpAuthSchemeEndpointRuleSetPlugin(this.config, {
          httpAuthSchemeParametersProvider: defaultCodeBuildHttpAuthSchemeParametersProvider,
          identityProviderConfigProvider: async (config) => new DefaultIdentityProviderConfig({
            "aws.auth#sigv4": config.credentials
          })
        })), this.middlewareStack.use(getHttpSigningPlugin(this.config));
      }
      destroy() {
        super.destroy();
      }
    }, command = makeBuilder(commonParams, "CodeBuild_20161006", "CodeBuildClient", getEndpointPlugin), _ep0 = {}, _mw0 = (Command, cs, config, o) => [], BatchDeleteBuildsCommand = class extends command(_ep0, _mw0, "BatchDeleteBuilds", BatchDeleteBuilds$) {
    }, BatchGetBuildBatchesCommand = class extends command(_ep0, _mw0, "BatchGetBuildBatches", BatchGetBuildBatches$) {
    }, BatchGetBuildsCommand = class extends command(_ep0, _mw0, "BatchGetBuilds", BatchGetBuilds$) {
    }, BatchGetCommandExecutionsCommand = class extends command(_ep0, _mw0, "BatchGetCommandExecutions", BatchGetCommandExecutions$) {
    }, BatchGetFleetsCommand = class extends command(_ep0, _mw0, "BatchGetFleets", BatchGetFleets$) {
    }, BatchGetProjectsCommand = class extends command(_ep0, _mw0, "BatchGetProjects", BatchGetProjects$) {
    }, BatchGetReportGroupsCommand = class extends command(_ep0, _mw0, "BatchGetReportGroups", BatchGetReportGroups$) {
    }, BatchGetReportsCommand = class extends command(_ep0, _mw0, "BatchGetReports", BatchGetReports$) {
    }, BatchGetSandboxesCommand = class extends command(_ep0, _mw0, "BatchGetSandboxes", BatchGetSandboxes$) {
    }, CreateFleetCommand = class extends command(_ep0, _mw0, "CreateFleet", CreateFleet$) {
    }, CreateProjectCommand = class extends command(_ep0, _mw0, "CreateProject", CreateProject$) {
    }, CreateReportGroupCommand = class extends command(_ep0, _mw0, "CreateReportGroup", CreateReportGroup$) {
    }, CreateWebhookCommand = class extends command(_ep0, _mw0, "CreateWebhook", CreateWebhook$) {
    }, DeleteBuildBatchCommand = class extends command(_ep0, _mw0, "DeleteBuildBatch", DeleteBuildBatch$) {
    }, DeleteFleetCommand = class extends command(_ep0, _mw0, "DeleteFleet", DeleteFleet$) {
    }, DeleteProjectCommand = class extends command(_ep0, _mw0, "DeleteProject", DeleteProject$) {
    }, DeleteReportCommand = class extends command(_ep0, _mw0, "DeleteReport", DeleteReport$) {
    }, DeleteReportGroupCommand = class extends command(_ep0, _mw0, "DeleteReportGroup", DeleteReportGroup$) {
    }, DeleteResourcePolicyCommand = class extends command(_ep0, _mw0, "DeleteResourcePolicy", DeleteResourcePolicy$) {
    }, DeleteSourceCredentialsCommand = class extends command(_ep0, _mw0, "DeleteSourceCredentials", DeleteSourceCredentials$) {
    }, DeleteWebhookCommand = class extends command(_ep0, _mw0, "DeleteWebhook", DeleteWebhook$) {
    }, DescribeCodeCoveragesCommand = class extends command(_ep0, _mw0, "DescribeCodeCoverages", DescribeCodeCoverages$) {
    }, DescribeTestCasesCommand = class extends command(_ep0, _mw0, "DescribeTestCases", DescribeTestCases$) {
    }, GetReportGroupTrendCommand = class extends command(_ep0, _mw0, "GetReportGroupTrend", GetReportGroupTrend$) {
    }, GetResourcePolicyCommand = class extends command(_ep0, _mw0, "GetResourcePolicy", GetResourcePolicy$) {
    }, ImportSourceCredentialsCommand = class extends command(_ep0, _mw0, "ImportSourceCredentials", ImportSourceCredentials$) {
    }, InvalidateProjectCacheCommand = class extends command(_ep0, _mw0, "InvalidateProjectCache", InvalidateProjectCache$) {
    }, ListBuildBatchesCommand = class extends command(_ep0, _mw0, "ListBuildBatches", ListBuildBatches$) {
    }, ListBuildBatchesForProjectCommand = class extends command(_ep0, _mw0, "ListBuildBatchesForProject", ListBuildBatchesForProject$) {
    }, ListBuildsCommand = class extends command(_ep0, _mw0, "ListBuilds", ListBuilds$) {
    }, ListBuildsForProjectCommand = class extends command(_ep0, _mw0, "ListBuildsForProject", ListBuildsForProject$) {
    }, ListCommandExecutionsForSandboxCommand = class extends command(_ep0, _mw0, "ListCommandExecutionsForSandbox", ListCommandExecutionsForSandbox$) {
    }, ListCuratedEnvironmentImagesCommand = class extends command(_ep0, _mw0, "ListCuratedEnvironmentImages", ListCuratedEnvironmentImages$) {
    }, ListFleetsCommand = class extends command(_ep0, _mw0, "ListFleets", ListFleets$) {
    }, ListProjectsCommand = class extends command(_ep0, _mw0, "ListProjects", ListProjects$) {
    }, ListReportGroupsCommand = class extends command(_ep0, _mw0, "ListReportGroups", ListReportGroups$) {
    }, ListReportsCommand = class extends command(_ep0, _mw0, "ListReports", ListReports$) {
    }, ListReportsForReportGroupCommand = class extends command(_ep0, _mw0, "ListReportsForReportGroup", ListReportsForReportGroup$) {
    }, ListSandboxesCommand = class extends command(_ep0, _mw0, "ListSandboxes", ListSandboxes$) {
    }, ListSandboxesForProjectCommand = class extends command(_ep0, _mw0, "ListSandboxesForProject", ListSandboxesForProject$) {
    }, ListSharedProjectsCommand = class extends command(_ep0, _mw0, "ListSharedProjects", ListSharedProjects$) {
    }, ListSharedReportGroupsCommand = class extends command(_ep0, _mw0, "ListSharedReportGroups", ListSharedReportGroups$) {
    }, ListSourceCredentialsCommand = class extends command(_ep0, _mw0, "ListSourceCredentials", ListSourceCredentials$) {
    }, PutResourcePolicyCommand = class extends command(_ep0, _mw0, "PutResourcePolicy", PutResourcePolicy$) {
    }, RetryBuildBatchCommand = class extends command(_ep0, _mw0, "RetryBuildBatch", RetryBuildBatch$) {
    }, RetryBuildCommand = class extends command(_ep0, _mw0, "RetryBuild", RetryBuild$) {
    }, StartBuildBatchCommand = class extends command(_ep0, _mw0, "StartBuildBatch", StartBuildBatch$) {
    }, StartBuildCommand = class extends command(_ep0, _mw0, "StartBuild", StartBuild$) {
    }, StartCommandExecutionCommand = class extends command(_ep0, _mw0, "StartCommandExecution", StartCommandExecution$) {
    }, StartSandboxCommand = class extends command(_ep0, _mw0, "StartSandbox", StartSandbox$) {
    }, StartSandboxConnectionCommand = class extends command(_ep0, _mw0, "StartSandboxConnection", StartSandboxConnection$) {
    }, StopBuildBatchCommand = class extends command(_ep0, _mw0, "StopBuildBatch", StopBuildBatch$) {
    }, StopBuildCommand = class extends command(_ep0, _mw0, "StopBuild", StopBuild$) {
    }, StopSandboxCommand = class extends command(_ep0, _mw0, "StopSandbox", StopSandbox$) {
    }, UpdateFleetCommand = class extends command(_ep0, _mw0, "UpdateFleet", UpdateFleet$) {
    }, UpdateProjectCommand = class extends command(_ep0, _mw0, "UpdateProject", UpdateProject$) {
    }, UpdateProjectVisibilityCommand = class extends command(_ep0, _mw0, "UpdateProjectVisibility", UpdateProjectVisibility$) {
    }, UpdateReportGroupCommand = class extends command(_ep0, _mw0, "UpdateReportGroup", UpdateReportGroup$) {
    }, UpdateWebhookCommand = class extends command(_ep0, _mw0, "UpdateWebhook", UpdateWebhook$) {
    }, paginateDescribeCodeCoverages = createPaginator(CodeBuildClient, DescribeCodeCoveragesCommand, "nextToken", "nextToken", "maxResults"), paginateDescribeTestCases = createPaginator(CodeBuildClient, DescribeTestCasesCommand, "nextToken", "nextToken", "maxResults"), paginateListBuildBatchesForProject = createPaginator(CodeBuildClient, ListBuildBatchesForProjectCommand, "nextToken", "nextToken", "maxResults"), paginateListBuildBatches = createPaginator(CodeBuildClient, ListBuildBatchesCommand, "nextToken", "nextToken", "maxResults"), paginateListBuildsForProject = createPaginator(CodeBuildClient, ListBuildsForProjectCommand, "nextToken", "nextToken", ""), paginateListBuilds = createPaginator(CodeBuildClient, ListBuildsCommand, "nextToken", "nextToken", ""), paginateListCommandExecutionsForSandbox = createPaginator(CodeBuildClient, ListCommandExecutionsForSandboxCommand, "nextToken", "nextToken", "maxResults"), paginateListFleets = createPaginator(CodeBuildClient, ListFleetsCommand, "nextToken", "nextToken", "maxResults"), paginateListProjects = createPaginator(CodeBuildClient, ListProjectsCommand, "nextToken", "nextToken", ""), paginateListReportGroups = createPaginator(CodeBuildClient, ListReportGroupsCommand, "nextToken", "nextToken", "maxResults"), paginateListReportsForReportGroup = createPaginator(CodeBuildClient, ListReportsForReportGroupCommand, "nextToken", "nextToken", "maxResults"), paginateListReports = createPaginator(CodeBuildClient, ListReportsCommand, "nextToken", "nextToken", "maxResults"), paginateListSandboxesForProject = createPaginator(CodeBuildClient, ListSandboxesForProjectCommand, "nextToken", "nextToken", "maxResults"), paginateListSandboxes = createPaginator(CodeBuildClient, ListSandboxesCommand, "nextToken", "nextToken", "maxResults"), paginateListSharedProjects = createPaginator(CodeBuildClient, ListSharedProjectsCommand, "nextToken", "nextToken", "maxResults"), paginateListSharedReportGroups = createPaginator(CodeBuildClient, ListSharedReportGroupsCommand, "nextToken", "nextToken", "maxResults"), commands = {
      BatchDeleteBuildsCommand,
      BatchGetBuildBatchesCommand,
      BatchGetBuildsCommand,
      BatchGetCommandExecutionsCommand,
      BatchGetFleetsCommand,
      BatchGetProjectsCommand,
      BatchGetReportGroupsCommand,
      BatchGetReportsCommand,
      BatchGetSandboxesCommand,
      CreateFleetCommand,
      CreateProjectCommand,
      CreateReportGroupCommand,
      CreateWebhookCommand,
      DeleteBuildBatchCommand,
      DeleteFleetCommand,
      DeleteProjectCommand,
      DeleteReportCommand,
      DeleteReportGroupCommand,
      DeleteResourcePolicyCommand,
      DeleteSourceCredentialsCommand,
      DeleteWebhookCommand,
      DescribeCodeCoveragesCommand,
      DescribeTestCasesCommand,
      GetReportGroupTrendCommand,
      GetResourcePolicyCommand,
      ImportSourceCredentialsCommand,
      InvalidateProjectCacheCommand,
      ListBuildBatchesCommand,
      ListBuildBatchesForProjectCommand,
      ListBuildsCommand,
      ListBuildsForProjectCommand,
      ListCommandExecutionsForSandboxCommand,
      ListCuratedEnvironmentImagesCommand,
      ListFleetsCommand,
      ListProjectsCommand,
      ListReportGroupsCommand,
      ListReportsCommand,
      ListReportsForReportGroupCommand,
      ListSandboxesCommand,
      ListSandboxesForProjectCommand,
      ListSharedProjectsCommand,
      ListSharedReportGroupsCommand,
      ListSourceCredentialsCommand,
      PutResourcePolicyCommand,
      RetryBuildCommand,
      RetryBuildBatchCommand,
      StartBuildCommand,
      StartBuildBatchCommand,
      StartCommandExecutionCommand,
      StartSandboxCommand,
      StartSandboxConnectionCommand,
      StopBuildCommand,
      StopBuildBatchCommand,
      StopSandboxCommand,
      UpdateFleetCommand,
      UpdateProjectCommand,
      UpdateProjectVisibilityCommand,
      UpdateReportGroupCommand,
      UpdateWebhookCommand
    }, paginators = {
      paginateDescribeCodeCoverages,
      paginateDescribeTestCases,
      paginateListBuildBatches,
      paginateListBuildBatchesForProject,
      paginateListBuilds,
      paginateListBuildsForProject,
      paginateListCommandExecutionsForSandbox,
      paginateListFleets,
      paginateListProjects,
      paginateListReportGroups,
      paginateListReports,
      paginateListReportsForReportGroup,
      paginateListSandboxes,
      paginateListSandboxesForProject,
      paginateListSharedProjects,
      paginateListSharedReportGroups
    }, CodeBuild = class extends CodeBuildClient {
    };
    createAggregatedClient(commands, CodeBuild, { paginators });
    var ArtifactNamespace = {
      BUILD_ID: "BUILD_ID",
      NONE: "NONE"
    }, ArtifactPackaging = {
      NONE: "NONE",
      ZIP: "ZIP"
    }, ArtifactsType = {
      CODEPIPELINE: "CODEPIPELINE",
      NO_ARTIFACTS: "NO_ARTIFACTS",
      S3: "S3"
    }, AuthType = {
      BASIC_AUTH: "BASIC_AUTH",
      CODECONNECTIONS: "CODECONNECTIONS",
      OAUTH: "OAUTH",
      PERSONAL_ACCESS_TOKEN: "PERSONAL_ACCESS_TOKEN",
      SECRETS_MANAGER: "SECRETS_MANAGER"
    }, BucketOwnerAccess = {
      FULL: "FULL",
      NONE: "NONE",
      READ_ONLY: "READ_ONLY"
    }, BatchReportModeType = {
      REPORT_AGGREGATED_BATCH: "REPORT_AGGREGATED_BATCH",
      REPORT_INDIVIDUAL_BUILDS: "REPORT_INDIVIDUAL_BUILDS"
    }, StatusType = {
      FAILED: "FAILED",
      FAULT: "FAULT",
      IN_PROGRESS: "IN_PROGRESS",
      STOPPED: "STOPPED",
      SUCCEEDED: "SUCCEEDED",
      TIMED_OUT: "TIMED_OUT"
    }, CacheMode = {
      LOCAL_CUSTOM_CACHE: "LOCAL_CUSTOM_CACHE",
      LOCAL_DOCKER_LAYER_CACHE: "LOCAL_DOCKER_LAYER_CACHE",
      LOCAL_SOURCE_CACHE: "LOCAL_SOURCE_CACHE"
    }, CacheType = {
      LOCAL: "LOCAL",
      NO_CACHE: "NO_CACHE",
      S3: "S3"
    }, MachineType = {
      GENERAL: "GENERAL",
      NVME: "NVME"
    }, ComputeType = {
      ATTRIBUTE_BASED_COMPUTE: "ATTRIBUTE_BASED_COMPUTE",
      BUILD_GENERAL1_2XLARGE: "BUILD_GENERAL1_2XLARGE",
      BUILD_GENERAL1_LARGE: "BUILD_GENERAL1_LARGE",
      BUILD_GENERAL1_MEDIUM: "BUILD_GENERAL1_MEDIUM",
      BUILD_GENERAL1_SMALL: "BUILD_GENERAL1_SMALL",
      BUILD_GENERAL1_XLARGE: "BUILD_GENERAL1_XLARGE",
      BUILD_LAMBDA_10GB: "BUILD_LAMBDA_10GB",
      BUILD_LAMBDA_1GB: "BUILD_LAMBDA_1GB",
      BUILD_LAMBDA_2GB: "BUILD_LAMBDA_2GB",
      BUILD_LAMBDA_4GB: "BUILD_LAMBDA_4GB",
      BUILD_LAMBDA_8GB: "BUILD_LAMBDA_8GB",
      CUSTOM_INSTANCE_TYPE: "CUSTOM_INSTANCE_TYPE"
    }, EnvironmentVariableType = {
      PARAMETER_STORE: "PARAMETER_STORE",
      PLAINTEXT: "PLAINTEXT",
      SECRETS_MANAGER: "SECRETS_MANAGER"
    }, HostKernel = {
      LINUX_KERNEL_4: "LINUX_KERNEL_4",
      LINUX_KERNEL_6: "LINUX_KERNEL_6",
      LINUX_KERNEL_LATEST: "LINUX_KERNEL_LATEST"
    }, ImagePullCredentialsType = {
      CODEBUILD: "CODEBUILD",
      SERVICE_ROLE: "SERVICE_ROLE"
    }, CredentialProviderType = {
      SECRETS_MANAGER: "SECRETS_MANAGER"
    }, EnvironmentType = {
      ARM_CONTAINER: "ARM_CONTAINER",
      ARM_EC2: "ARM_EC2",
      ARM_LAMBDA_CONTAINER: "ARM_LAMBDA_CONTAINER",
      LINUX_CONTAINER: "LINUX_CONTAINER",
      LINUX_EC2: "LINUX_EC2",
      LINUX_GPU_CONTAINER: "LINUX_GPU_CONTAINER",
      LINUX_LAMBDA_CONTAINER: "LINUX_LAMBDA_CONTAINER",
      MAC_ARM: "MAC_ARM",
      WINDOWS_CONTAINER: "WINDOWS_CONTAINER",
      WINDOWS_EC2: "WINDOWS_EC2",
      WINDOWS_SERVER_2019_CONTAINER: "WINDOWS_SERVER_2019_CONTAINER",
      WINDOWS_SERVER_2022_CONTAINER: "WINDOWS_SERVER_2022_CONTAINER"
    }, FileSystemType = {
      EFS: "EFS"
    }, LogsConfigStatusType = {
      DISABLED: "DISABLED",
      ENABLED: "ENABLED"
    }, BuildBatchPhaseType = {
      COMBINE_ARTIFACTS: "COMBINE_ARTIFACTS",
      DOWNLOAD_BATCHSPEC: "DOWNLOAD_BATCHSPEC",
      FAILED: "FAILED",
      IN_PROGRESS: "IN_PROGRESS",
      STOPPED: "STOPPED",
      SUBMITTED: "SUBMITTED",
      SUCCEEDED: "SUCCEEDED"
    }, SourceAuthType = {
      CODECONNECTIONS: "CODECONNECTIONS",
      OAUTH: "OAUTH",
      SECRETS_MANAGER: "SECRETS_MANAGER"
    }, SourceType = {
      BITBUCKET: "BITBUCKET",
      CODECOMMIT: "CODECOMMIT",
      CODEPIPELINE: "CODEPIPELINE",
      GITHUB: "GITHUB",
      GITHUB_ENTERPRISE: "GITHUB_ENTERPRISE",
      GITLAB: "GITLAB",
      GITLAB_SELF_MANAGED: "GITLAB_SELF_MANAGED",
      NO_SOURCE: "NO_SOURCE",
      S3: "S3"
    }, BuildPhaseType = {
      BUILD: "BUILD",
      COMPLETED: "COMPLETED",
      DOWNLOAD_SOURCE: "DOWNLOAD_SOURCE",
      FINALIZING: "FINALIZING",
      INSTALL: "INSTALL",
      POST_BUILD: "POST_BUILD",
      PRE_BUILD: "PRE_BUILD",
      PROVISIONING: "PROVISIONING",
      QUEUED: "QUEUED",
      SUBMITTED: "SUBMITTED",
      UPLOAD_ARTIFACTS: "UPLOAD_ARTIFACTS"
    }, CommandType = {
      SHELL: "SHELL"
    }, FleetOverflowBehavior = {
      ON_DEMAND: "ON_DEMAND",
      QUEUE: "QUEUE"
    }, FleetProxyRuleBehavior = {
      ALLOW_ALL: "ALLOW_ALL",
      DENY_ALL: "DENY_ALL"
    }, FleetProxyRuleEffectType = {
      ALLOW: "ALLOW",
      DENY: "DENY"
    }, FleetProxyRuleType = {
      DOMAIN: "DOMAIN",
      IP: "IP"
    }, FleetScalingType = {
      TARGET_TRACKING_SCALING: "TARGET_TRACKING_SCALING"
    }, FleetScalingMetricType = {
      FLEET_UTILIZATION_RATE: "FLEET_UTILIZATION_RATE"
    }, FleetContextCode = {
      ACTION_REQUIRED: "ACTION_REQUIRED",
      CREATE_FAILED: "CREATE_FAILED",
      INSUFFICIENT_CAPACITY: "INSUFFICIENT_CAPACITY",
      PENDING_DELETION: "PENDING_DELETION",
      UPDATE_FAILED: "UPDATE_FAILED"
    }, FleetStatusCode = {
      ACTIVE: "ACTIVE",
      CREATE_FAILED: "CREATE_FAILED",
      CREATING: "CREATING",
      DELETING: "DELETING",
      PENDING_DELETION: "PENDING_DELETION",
      ROTATING: "ROTATING",
      UPDATE_ROLLBACK_FAILED: "UPDATE_ROLLBACK_FAILED",
      UPDATING: "UPDATING"
    }, ProjectVisibilityType = {
      PRIVATE: "PRIVATE",
      PUBLIC_READ: "PUBLIC_READ"
    }, WebhookBuildType = {
      BUILD: "BUILD",
      BUILD_BATCH: "BUILD_BATCH",
      RUNNER_BUILDKITE_BUILD: "RUNNER_BUILDKITE_BUILD"
    }, WebhookFilterType = {
      ACTOR_ACCOUNT_ID: "ACTOR_ACCOUNT_ID",
      BASE_REF: "BASE_REF",
      COMMIT_MESSAGE: "COMMIT_MESSAGE",
      EVENT: "EVENT",
      FILE_PATH: "FILE_PATH",
      HEAD_REF: "HEAD_REF",
      ORGANIZATION_NAME: "ORGANIZATION_NAME",
      RELEASE_NAME: "RELEASE_NAME",
      REPOSITORY_NAME: "REPOSITORY_NAME",
      TAG_NAME: "TAG_NAME",
      WORKFLOW_NAME: "WORKFLOW_NAME"
    }, PullRequestBuildApproverRole = {
      BITBUCKET_ADMIN: "BITBUCKET_ADMIN",
      BITBUCKET_READ: "BITBUCKET_READ",
      BITBUCKET_WRITE: "BITBUCKET_WRITE",
      GITHUB_ADMIN: "GITHUB_ADMIN",
      GITHUB_MAINTAIN: "GITHUB_MAINTAIN",
      GITHUB_READ: "GITHUB_READ",
      GITHUB_TRIAGE: "GITHUB_TRIAGE",
      GITHUB_WRITE: "GITHUB_WRITE",
      GITLAB_DEVELOPER: "GITLAB_DEVELOPER",
      GITLAB_GUEST: "GITLAB_GUEST",
      GITLAB_MAINTAINER: "GITLAB_MAINTAINER",
      GITLAB_OWNER: "GITLAB_OWNER",
      GITLAB_PLANNER: "GITLAB_PLANNER",
      GITLAB_REPORTER: "GITLAB_REPORTER"
    }, PullRequestBuildCommentApproval = {
      ALL_PULL_REQUESTS: "ALL_PULL_REQUESTS",
      DISABLED: "DISABLED",
      FORK_PULL_REQUESTS: "FORK_PULL_REQUESTS"
    }, WebhookScopeType = {
      GITHUB_GLOBAL: "GITHUB_GLOBAL",
      GITHUB_ORGANIZATION: "GITHUB_ORGANIZATION",
      GITLAB_GROUP: "GITLAB_GROUP"
    }, WebhookStatus = {
      ACTIVE: "ACTIVE",
      CREATE_FAILED: "CREATE_FAILED",
      CREATING: "CREATING",
      DELETING: "DELETING"
    }, ReportExportConfigType = {
      NO_EXPORT: "NO_EXPORT",
      S3: "S3"
    }, ReportPackagingType = {
      NONE: "NONE",
      ZIP: "ZIP"
    }, ReportGroupStatusType = {
      ACTIVE: "ACTIVE",
      DELETING: "DELETING"
    }, ReportType = {
      CODE_COVERAGE: "CODE_COVERAGE",
      TEST: "TEST"
    }, ReportStatusType = {
      DELETING: "DELETING",
      FAILED: "FAILED",
      GENERATING: "GENERATING",
      INCOMPLETE: "INCOMPLETE",
      SUCCEEDED: "SUCCEEDED"
    }, ReportCodeCoverageSortByType = {
      FILE_PATH: "FILE_PATH",
      LINE_COVERAGE_PERCENTAGE: "LINE_COVERAGE_PERCENTAGE"
    }, SortOrderType = {
      ASCENDING: "ASCENDING",
      DESCENDING: "DESCENDING"
    }, ReportGroupTrendFieldType = {
      BRANCHES_COVERED: "BRANCHES_COVERED",
      BRANCHES_MISSED: "BRANCHES_MISSED",
      BRANCH_COVERAGE: "BRANCH_COVERAGE",
      DURATION: "DURATION",
      LINES_COVERED: "LINES_COVERED",
      LINES_MISSED: "LINES_MISSED",
      LINE_COVERAGE: "LINE_COVERAGE",
      PASS_RATE: "PASS_RATE",
      TOTAL: "TOTAL"
    }, ServerType = {
      BITBUCKET: "BITBUCKET",
      GITHUB: "GITHUB",
      GITHUB_ENTERPRISE: "GITHUB_ENTERPRISE",
      GITLAB: "GITLAB",
      GITLAB_SELF_MANAGED: "GITLAB_SELF_MANAGED"
    }, LanguageType = {
      ANDROID: "ANDROID",
      BASE: "BASE",
      DOCKER: "DOCKER",
      DOTNET: "DOTNET",
      GOLANG: "GOLANG",
      JAVA: "JAVA",
      NODE_JS: "NODE_JS",
      PHP: "PHP",
      PYTHON: "PYTHON",
      RUBY: "RUBY"
    }, PlatformType = {
      AMAZON_LINUX: "AMAZON_LINUX",
      DEBIAN: "DEBIAN",
      UBUNTU: "UBUNTU",
      WINDOWS_SERVER: "WINDOWS_SERVER"
    }, FleetSortByType = {
      CREATED_TIME: "CREATED_TIME",
      LAST_MODIFIED_TIME: "LAST_MODIFIED_TIME",
      NAME: "NAME"
    }, ProjectSortByType = {
      CREATED_TIME: "CREATED_TIME",
      LAST_MODIFIED_TIME: "LAST_MODIFIED_TIME",
      NAME: "NAME"
    }, ReportGroupSortByType = {
      CREATED_TIME: "CREATED_TIME",
      LAST_MODIFIED_TIME: "LAST_MODIFIED_TIME",
      NAME: "NAME"
    }, SharedResourceSortByType = {
      ARN: "ARN",
      MODIFIED_TIME: "MODIFIED_TIME"
    }, RetryBuildBatchType = {
      RETRY_ALL_BUILDS: "RETRY_ALL_BUILDS",
      RETRY_FAILED_BUILDS: "RETRY_FAILED_BUILDS"
    };
    exports.AccountLimitExceededException = AccountLimitExceededException;
    exports.AccountLimitExceededException$ = AccountLimitExceededException$;
    exports.AccountSuspendedException = AccountSuspendedException;
    exports.AccountSuspendedException$ = AccountSuspendedException$;
    exports.ArtifactNamespace = ArtifactNamespace;
    exports.ArtifactPackaging = ArtifactPackaging;
    exports.ArtifactsType = ArtifactsType;
    exports.AuthType = AuthType;
    exports.AutoRetryConfig$ = AutoRetryConfig$;
    exports.BatchDeleteBuilds$ = BatchDeleteBuilds$;
    exports.BatchDeleteBuildsCommand = BatchDeleteBuildsCommand;
    exports.BatchDeleteBuildsInput$ = BatchDeleteBuildsInput$;
    exports.BatchDeleteBuildsOutput$ = BatchDeleteBuildsOutput$;
    exports.BatchGetBuildBatches$ = BatchGetBuildBatches$;
    exports.BatchGetBuildBatchesCommand = BatchGetBuildBatchesCommand;
    exports.BatchGetBuildBatchesInput$ = BatchGetBuildBatchesInput$;
    exports.BatchGetBuildBatchesOutput$ = BatchGetBuildBatchesOutput$;
    exports.BatchGetBuilds$ = BatchGetBuilds$;
    exports.BatchGetBuildsCommand = BatchGetBuildsCommand;
    exports.BatchGetBuildsInput$ = BatchGetBuildsInput$;
    exports.BatchGetBuildsOutput$ = BatchGetBuildsOutput$;
    exports.BatchGetCommandExecutions$ = BatchGetCommandExecutions$;
    exports.BatchGetCommandExecutionsCommand = BatchGetCommandExecutionsCommand;
    exports.BatchGetCommandExecutionsInput$ = BatchGetCommandExecutionsInput$;
    exports.BatchGetCommandExecutionsOutput$ = BatchGetCommandExecutionsOutput$;
    exports.BatchGetFleets$ = BatchGetFleets$;
    exports.BatchGetFleetsCommand = BatchGetFleetsCommand;
    exports.BatchGetFleetsInput$ = BatchGetFleetsInput$;
    exports.BatchGetFleetsOutput$ = BatchGetFleetsOutput$;
    exports.BatchGetProjects$ = BatchGetProjects$;
    exports.BatchGetProjectsCommand = BatchGetProjectsCommand;
    exports.BatchGetProjectsInput$ = BatchGetProjectsInput$;
    exports.BatchGetProjectsOutput$ = BatchGetProjectsOutput$;
    exports.BatchGetReportGroups$ = BatchGetReportGroups$;
    exports.BatchGetReportGroupsCommand = BatchGetReportGroupsCommand;
    exports.BatchGetReportGroupsInput$ = BatchGetReportGroupsInput$;
    exports.BatchGetReportGroupsOutput$ = BatchGetReportGroupsOutput$;
    exports.BatchGetReports$ = BatchGetReports$;
    exports.BatchGetReportsCommand = BatchGetReportsCommand;
    exports.BatchGetReportsInput$ = BatchGetReportsInput$;
    exports.BatchGetReportsOutput$ = BatchGetReportsOutput$;
    exports.BatchGetSandboxes$ = BatchGetSandboxes$;
    exports.BatchGetSandboxesCommand = BatchGetSandboxesCommand;
    exports.BatchGetSandboxesInput$ = BatchGetSandboxesInput$;
    exports.BatchGetSandboxesOutput$ = BatchGetSandboxesOutput$;
    exports.BatchReportModeType = BatchReportModeType;
    exports.BatchRestrictions$ = BatchRestrictions$;
    exports.BucketOwnerAccess = BucketOwnerAccess;
    exports.Build$ = Build$;
    exports.BuildArtifacts$ = BuildArtifacts$;
    exports.BuildBatch$ = BuildBatch$;
    exports.BuildBatchFilter$ = BuildBatchFilter$;
    exports.BuildBatchPhase$ = BuildBatchPhase$;
    exports.BuildBatchPhaseType = BuildBatchPhaseType;
    exports.BuildGroup$ = BuildGroup$;
    exports.BuildNotDeleted$ = BuildNotDeleted$;
    exports.BuildPhase$ = BuildPhase$;
    exports.BuildPhaseType = BuildPhaseType;
    exports.BuildStatusConfig$ = BuildStatusConfig$;
    exports.BuildSummary$ = BuildSummary$;
    exports.CacheMode = CacheMode;
    exports.CacheType = CacheType;
    exports.CloudWatchLogsConfig$ = CloudWatchLogsConfig$;
    exports.CodeBuild = CodeBuild;
    exports.CodeBuildClient = CodeBuildClient;
    exports.CodeBuildServiceException = CodeBuildServiceException;
    exports.CodeBuildServiceException$ = CodeBuildServiceException$;
    exports.CodeCoverage$ = CodeCoverage$;
    exports.CodeCoverageReportSummary$ = CodeCoverageReportSummary$;
    exports.CommandExecution$ = CommandExecution$;
    exports.CommandType = CommandType;
    exports.ComputeConfiguration$ = ComputeConfiguration$;
    exports.ComputeType = ComputeType;
    exports.CreateFleet$ = CreateFleet$;
    exports.CreateFleetCommand = CreateFleetCommand;
    exports.CreateFleetInput$ = CreateFleetInput$;
    exports.CreateFleetOutput$ = CreateFleetOutput$;
    exports.CreateProject$ = CreateProject$;
    exports.CreateProjectCommand = CreateProjectCommand;
    exports.CreateProjectInput$ = CreateProjectInput$;
    exports.CreateProjectOutput$ = CreateProjectOutput$;
    exports.CreateReportGroup$ = CreateReportGroup$;
    exports.CreateReportGroupCommand = CreateReportGroupCommand;
    exports.CreateReportGroupInput$ = CreateReportGroupInput$;
    exports.CreateReportGroupOutput$ = CreateReportGroupOutput$;
    exports.CreateWebhook$ = CreateWebhook$;
    exports.CreateWebhookCommand = CreateWebhookCommand;
    exports.CreateWebhookInput$ = CreateWebhookInput$;
    exports.CreateWebhookOutput$ = CreateWebhookOutput$;
    exports.CredentialProviderType = CredentialProviderType;
    exports.DebugSession$ = DebugSession$;
    exports.DeleteBuildBatch$ = DeleteBuildBatch$;
    exports.DeleteBuildBatchCommand = DeleteBuildBatchCommand;
    exports.DeleteBuildBatchInput$ = DeleteBuildBatchInput$;
    exports.DeleteBuildBatchOutput$ = DeleteBuildBatchOutput$;
    exports.DeleteFleet$ = DeleteFleet$;
    exports.DeleteFleetCommand = DeleteFleetCommand;
    exports.DeleteFleetInput$ = DeleteFleetInput$;
    exports.DeleteFleetOutput$ = DeleteFleetOutput$;
    exports.DeleteProject$ = DeleteProject$;
    exports.DeleteProjectCommand = DeleteProjectCommand;
    exports.DeleteProjectInput$ = DeleteProjectInput$;
    exports.DeleteProjectOutput$ = DeleteProjectOutput$;
    exports.DeleteReport$ = DeleteReport$;
    exports.DeleteReportCommand = DeleteReportCommand;
    exports.DeleteReportGroup$ = DeleteReportGroup$;
    exports.DeleteReportGroupCommand = DeleteReportGroupCommand;
    exports.DeleteReportGroupInput$ = DeleteReportGroupInput$;
    exports.DeleteReportGroupOutput$ = DeleteReportGroupOutput$;
    exports.DeleteReportInput$ = DeleteReportInput$;
    exports.DeleteReportOutput$ = DeleteReportOutput$;
    exports.DeleteResourcePolicy$ = DeleteResourcePolicy$;
    exports.DeleteResourcePolicyCommand = DeleteResourcePolicyCommand;
    exports.DeleteResourcePolicyInput$ = DeleteResourcePolicyInput$;
    exports.DeleteResourcePolicyOutput$ = DeleteResourcePolicyOutput$;
    exports.DeleteSourceCredentials$ = DeleteSourceCredentials$;
    exports.DeleteSourceCredentialsCommand = DeleteSourceCredentialsCommand;
    exports.DeleteSourceCredentialsInput$ = DeleteSourceCredentialsInput$;
    exports.DeleteSourceCredentialsOutput$ = DeleteSourceCredentialsOutput$;
    exports.DeleteWebhook$ = DeleteWebhook$;
    exports.DeleteWebhookCommand = DeleteWebhookCommand;
    exports.DeleteWebhookInput$ = DeleteWebhookInput$;
    exports.DeleteWebhookOutput$ = DeleteWebhookOutput$;
    exports.DescribeCodeCoverages$ = DescribeCodeCoverages$;
    exports.DescribeCodeCoveragesCommand = DescribeCodeCoveragesCommand;
    exports.DescribeCodeCoveragesInput$ = DescribeCodeCoveragesInput$;
    exports.DescribeCodeCoveragesOutput$ = DescribeCodeCoveragesOutput$;
    exports.DescribeTestCases$ = DescribeTestCases$;
    exports.DescribeTestCasesCommand = DescribeTestCasesCommand;
    exports.DescribeTestCasesInput$ = DescribeTestCasesInput$;
    exports.DescribeTestCasesOutput$ = DescribeTestCasesOutput$;
    exports.DockerServer$ = DockerServer$;
    exports.DockerServerStatus$ = DockerServerStatus$;
    exports.EnvironmentImage$ = EnvironmentImage$;
    exports.EnvironmentLanguage$ = EnvironmentLanguage$;
    exports.EnvironmentPlatform$ = EnvironmentPlatform$;
    exports.EnvironmentType = EnvironmentType;
    exports.EnvironmentVariable$ = EnvironmentVariable$;
    exports.EnvironmentVariableType = EnvironmentVariableType;
    exports.ExportedEnvironmentVariable$ = ExportedEnvironmentVariable$;
    exports.FileSystemType = FileSystemType;
    exports.Fleet$ = Fleet$;
    exports.FleetContextCode = FleetContextCode;
    exports.FleetOverflowBehavior = FleetOverflowBehavior;
    exports.FleetProxyRule$ = FleetProxyRule$;
    exports.FleetProxyRuleBehavior = FleetProxyRuleBehavior;
    exports.FleetProxyRuleEffectType = FleetProxyRuleEffectType;
    exports.FleetProxyRuleType = FleetProxyRuleType;
    exports.FleetScalingMetricType = FleetScalingMetricType;
    exports.FleetScalingType = FleetScalingType;
    exports.FleetSortByType = FleetSortByType;
    exports.FleetStatus$ = FleetStatus$;
    exports.FleetStatusCode = FleetStatusCode;
    exports.GetReportGroupTrend$ = GetReportGroupTrend$;
    exports.GetReportGroupTrendCommand = GetReportGroupTrendCommand;
    exports.GetReportGroupTrendInput$ = GetReportGroupTrendInput$;
    exports.GetReportGroupTrendOutput$ = GetReportGroupTrendOutput$;
    exports.GetResourcePolicy$ = GetResourcePolicy$;
    exports.GetResourcePolicyCommand = GetResourcePolicyCommand;
    exports.GetResourcePolicyInput$ = GetResourcePolicyInput$;
    exports.GetResourcePolicyOutput$ = GetResourcePolicyOutput$;
    exports.GitSubmodulesConfig$ = GitSubmodulesConfig$;
    exports.HostKernel = HostKernel;
    exports.ImagePullCredentialsType = ImagePullCredentialsType;
    exports.ImportSourceCredentials$ = ImportSourceCredentials$;
    exports.ImportSourceCredentialsCommand = ImportSourceCredentialsCommand;
    exports.ImportSourceCredentialsInput$ = ImportSourceCredentialsInput$;
    exports.ImportSourceCredentialsOutput$ = ImportSourceCredentialsOutput$;
    exports.InvalidInputException = InvalidInputException;
    exports.InvalidInputException$ = InvalidInputException$;
    exports.InvalidateProjectCache$ = InvalidateProjectCache$;
    exports.InvalidateProjectCacheCommand = InvalidateProjectCacheCommand;
    exports.InvalidateProjectCacheInput$ = InvalidateProjectCacheInput$;
    exports.InvalidateProjectCacheOutput$ = InvalidateProjectCacheOutput$;
    exports.LanguageType = LanguageType;
    exports.ListBuildBatches$ = ListBuildBatches$;
    exports.ListBuildBatchesCommand = ListBuildBatchesCommand;
    exports.ListBuildBatchesForProject$ = ListBuildBatchesForProject$;
    exports.ListBuildBatchesForProjectCommand = ListBuildBatchesForProjectCommand;
    exports.ListBuildBatchesForProjectInput$ = ListBuildBatchesForProjectInput$;
    exports.ListBuildBatchesForProjectOutput$ = ListBuildBatchesForProjectOutput$;
    exports.ListBuildBatchesInput$ = ListBuildBatchesInput$;
    exports.ListBuildBatchesOutput$ = ListBuildBatchesOutput$;
    exports.ListBuilds$ = ListBuilds$;
    exports.ListBuildsCommand = ListBuildsCommand;
    exports.ListBuildsForProject$ = ListBuildsForProject$;
    exports.ListBuildsForProjectCommand = ListBuildsForProjectCommand;
    exports.ListBuildsForProjectInput$ = ListBuildsForProjectInput$;
    exports.ListBuildsForProjectOutput$ = ListBuildsForProjectOutput$;
    exports.ListBuildsInput$ = ListBuildsInput$;
    exports.ListBuildsOutput$ = ListBuildsOutput$;
    exports.ListCommandExecutionsForSandbox$ = ListCommandExecutionsForSandbox$;
    exports.ListCommandExecutionsForSandboxCommand = ListCommandExecutionsForSandboxCommand;
    exports.ListCommandExecutionsForSandboxInput$ = ListCommandExecutionsForSandboxInput$;
    exports.ListCommandExecutionsForSandboxOutput$ = ListCommandExecutionsForSandboxOutput$;
    exports.ListCuratedEnvironmentImages$ = ListCuratedEnvironmentImages$;
    exports.ListCuratedEnvironmentImagesCommand = ListCuratedEnvironmentImagesCommand;
    exports.ListCuratedEnvironmentImagesInput$ = ListCuratedEnvironmentImagesInput$;
    exports.ListCuratedEnvironmentImagesOutput$ = ListCuratedEnvironmentImagesOutput$;
    exports.ListFleets$ = ListFleets$;
    exports.ListFleetsCommand = ListFleetsCommand;
    exports.ListFleetsInput$ = ListFleetsInput$;
    exports.ListFleetsOutput$ = ListFleetsOutput$;
    exports.ListProjects$ = ListProjects$;
    exports.ListProjectsCommand = ListProjectsCommand;
    exports.ListProjectsInput$ = ListProjectsInput$;
    exports.ListProjectsOutput$ = ListProjectsOutput$;
    exports.ListReportGroups$ = ListReportGroups$;
    exports.ListReportGroupsCommand = ListReportGroupsCommand;
    exports.ListReportGroupsInput$ = ListReportGroupsInput$;
    exports.ListReportGroupsOutput$ = ListReportGroupsOutput$;
    exports.ListReports$ = ListReports$;
    exports.ListReportsCommand = ListReportsCommand;
    exports.ListReportsForReportGroup$ = ListReportsForReportGroup$;
    exports.ListReportsForReportGroupCommand = ListReportsForReportGroupCommand;
    exports.ListReportsForReportGroupInput$ = ListReportsForReportGroupInput$;
    exports.ListReportsForReportGroupOutput$ = ListReportsForReportGroupOutput$;
    exports.ListReportsInput$ = ListReportsInput$;
    exports.ListReportsOutput$ = ListReportsOutput$;
    exports.ListSandboxes$ = ListSandboxes$;
    exports.ListSandboxesCommand = ListSandboxesCommand;
    exports.ListSandboxesForProject$ = ListSandboxesForProject$;
    exports.ListSandboxesForProjectCommand = ListSandboxesForProjectCommand;
    exports.ListSandboxesForProjectInput$ = ListSandboxesForProjectInput$;
    exports.ListSandboxesForProjectOutput$ = ListSandboxesForProjectOutput$;
    exports.ListSandboxesInput$ = ListSandboxesInput$;
    exports.ListSandboxesOutput$ = ListSandboxesOutput$;
    exports.ListSharedProjects$ = ListSharedProjects$;
    exports.ListSharedProjectsCommand = ListSharedProjectsCommand;
    exports.ListSharedProjectsInput$ = ListSharedProjectsInput$;
    exports.ListSharedProjectsOutput$ = ListSharedProjectsOutput$;
    exports.ListSharedReportGroups$ = ListSharedReportGroups$;
    exports.ListSharedReportGroupsCommand = ListSharedReportGroupsCommand;
    exports.ListSharedReportGroupsInput$ = ListSharedReportGroupsInput$;
    exports.ListSharedReportGroupsOutput$ = ListSharedReportGroupsOutput$;
    exports.ListSourceCredentials$ = ListSourceCredentials$;
    exports.ListSourceCredentialsCommand = ListSourceCredentialsCommand;
    exports.ListSourceCredentialsInput$ = ListSourceCredentialsInput$;
    exports.ListSourceCredentialsOutput$ = ListSourceCredentialsOutput$;
    exports.LogsConfig$ = LogsConfig$;
    exports.LogsConfigStatusType = LogsConfigStatusType;
    exports.LogsLocation$ = LogsLocation$;
    exports.MachineType = MachineType;
    exports.NetworkInterface$ = NetworkInterface$;
    exports.OAuthProviderException = OAuthProviderException;
    exports.OAuthProviderException$ = OAuthProviderException$;
    exports.PhaseContext$ = PhaseContext$;
    exports.PlatformType = PlatformType;
    exports.Project$ = Project$;
    exports.ProjectArtifacts$ = ProjectArtifacts$;
    exports.ProjectBadge$ = ProjectBadge$;
    exports.ProjectBuildBatchConfig$ = ProjectBuildBatchConfig$;
    exports.ProjectCache$ = ProjectCache$;
    exports.ProjectEnvironment$ = ProjectEnvironment$;
    exports.ProjectFileSystemLocation$ = ProjectFileSystemLocation$;
    exports.ProjectFleet$ = ProjectFleet$;
    exports.ProjectSortByType = ProjectSortByType;
    exports.ProjectSource$ = ProjectSource$;
    exports.ProjectSourceVersion$ = ProjectSourceVersion$;
    exports.ProjectVisibilityType = ProjectVisibilityType;
    exports.ProxyConfiguration$ = ProxyConfiguration$;
    exports.PullRequestBuildApproverRole = PullRequestBuildApproverRole;
    exports.PullRequestBuildCommentApproval = PullRequestBuildCommentApproval;
    exports.PullRequestBuildPolicy$ = PullRequestBuildPolicy$;
    exports.PutResourcePolicy$ = PutResourcePolicy$;
    exports.PutResourcePolicyCommand = PutResourcePolicyCommand;
    exports.PutResourcePolicyInput$ = PutResourcePolicyInput$;
    exports.PutResourcePolicyOutput$ = PutResourcePolicyOutput$;
    exports.RegistryCredential$ = RegistryCredential$;
    exports.Report$ = Report$;
    exports.ReportCodeCoverageSortByType = ReportCodeCoverageSortByType;
    exports.ReportExportConfig$ = ReportExportConfig$;
    exports.ReportExportConfigType = ReportExportConfigType;
    exports.ReportFilter$ = ReportFilter$;
    exports.ReportGroup$ = ReportGroup$;
    exports.ReportGroupSortByType = ReportGroupSortByType;
    exports.ReportGroupStatusType = ReportGroupStatusType;
    exports.ReportGroupTrendFieldType = ReportGroupTrendFieldType;
    exports.ReportGroupTrendStats$ = ReportGroupTrendStats$;
    exports.ReportPackagingType = ReportPackagingType;
    exports.ReportStatusType = ReportStatusType;
    exports.ReportType = ReportType;
    exports.ReportWithRawData$ = ReportWithRawData$;
    exports.ResolvedArtifact$ = ResolvedArtifact$;
    exports.ResourceAlreadyExistsException = ResourceAlreadyExistsException;
    exports.ResourceAlreadyExistsException$ = ResourceAlreadyExistsException$;
    exports.ResourceNotFoundException = ResourceNotFoundException;
    exports.ResourceNotFoundException$ = ResourceNotFoundException$;
    exports.RetryBuild$ = RetryBuild$;
    exports.RetryBuildBatch$ = RetryBuildBatch$;
    exports.RetryBuildBatchCommand = RetryBuildBatchCommand;
    exports.RetryBuildBatchInput$ = RetryBuildBatchInput$;
    exports.RetryBuildBatchOutput$ = RetryBuildBatchOutput$;
    exports.RetryBuildBatchType = RetryBuildBatchType;
    exports.RetryBuildCommand = RetryBuildCommand;
    exports.RetryBuildInput$ = RetryBuildInput$;
    exports.RetryBuildOutput$ = RetryBuildOutput$;
    exports.S3LogsConfig$ = S3LogsConfig$;
    exports.S3ReportExportConfig$ = S3ReportExportConfig$;
    exports.SSMSession$ = SSMSession$;
    exports.Sandbox$ = Sandbox$;
    exports.SandboxSession$ = SandboxSession$;
    exports.SandboxSessionPhase$ = SandboxSessionPhase$;
    exports.ScalingConfigurationInput$ = ScalingConfigurationInput$;
    exports.ScalingConfigurationOutput$ = ScalingConfigurationOutput$;
    exports.ScopeConfiguration$ = ScopeConfiguration$;
    exports.ServerType = ServerType;
    exports.SharedResourceSortByType = SharedResourceSortByType;
    exports.SortOrderType = SortOrderType;
    exports.SourceAuth$ = SourceAuth$;
    exports.SourceAuthType = SourceAuthType;
    exports.SourceCredentialsInfo$ = SourceCredentialsInfo$;
    exports.SourceType = SourceType;
    exports.StartBuild$ = StartBuild$;
    exports.StartBuildBatch$ = StartBuildBatch$;
    exports.StartBuildBatchCommand = StartBuildBatchCommand;
    exports.StartBuildBatchInput$ = StartBuildBatchInput$;
    exports.StartBuildBatchOutput$ = StartBuildBatchOutput$;
    exports.StartBuildCommand = StartBuildCommand;
    exports.StartBuildInput$ = StartBuildInput$;
    exports.StartBuildOutput$ = StartBuildOutput$;
    exports.StartCommandExecution$ = StartCommandExecution$;
    exports.StartCommandExecutionCommand = StartCommandExecutionCommand;
    exports.StartCommandExecutionInput$ = StartCommandExecutionInput$;
    exports.StartCommandExecutionOutput$ = StartCommandExecutionOutput$;
    exports.StartSandbox$ = StartSandbox$;
    exports.StartSandboxCommand = StartSandboxCommand;
    exports.StartSandboxConnection$ = StartSandboxConnection$;
    exports.StartSandboxConnectionCommand = StartSandboxConnectionCommand;
    exports.StartSandboxConnectionInput$ = StartSandboxConnectionInput$;
    exports.StartSandboxConnectionOutput$ = StartSandboxConnectionOutput$;
    exports.StartSandboxInput$ = StartSandboxInput$;
    exports.StartSandboxOutput$ = StartSandboxOutput$;
    exports.StatusType = StatusType;
    exports.StopBuild$ = StopBuild$;
    exports.StopBuildBatch$ = StopBuildBatch$;
    exports.StopBuildBatchCommand = StopBuildBatchCommand;
    exports.StopBuildBatchInput$ = StopBuildBatchInput$;
    exports.StopBuildBatchOutput$ = StopBuildBatchOutput$;
    exports.StopBuildCommand = StopBuildCommand;
    exports.StopBuildInput$ = StopBuildInput$;
    exports.StopBuildOutput$ = StopBuildOutput$;
    exports.StopSandbox$ = StopSandbox$;
    exports.StopSandboxCommand = StopSandboxCommand;
    exports.StopSandboxInput$ = StopSandboxInput$;
    exports.StopSandboxOutput$ = StopSandboxOutput$;
    exports.Tag$ = Tag$;
    exports.TargetTrackingScalingConfiguration$ = TargetTrackingScalingConfiguration$;
    exports.TestCase$ = TestCase$;
    exports.TestCaseFilter$ = TestCaseFilter$;
    exports.TestReportSummary$ = TestReportSummary$;
    exports.UpdateFleet$ = UpdateFleet$;
    exports.UpdateFleetCommand = UpdateFleetCommand;
    exports.UpdateFleetInput$ = UpdateFleetInput$;
    exports.UpdateFleetOutput$ = UpdateFleetOutput$;
    exports.UpdateProject$ = UpdateProject$;
    exports.UpdateProjectCommand = UpdateProjectCommand;
    exports.UpdateProjectInput$ = UpdateProjectInput$;
    exports.UpdateProjectOutput$ = UpdateProjectOutput$;
    exports.UpdateProjectVisibility$ = UpdateProjectVisibility$;
    exports.UpdateProjectVisibilityCommand = UpdateProjectVisibilityCommand;
    exports.UpdateProjectVisibilityInput$ = UpdateProjectVisibilityInput$;
    exports.UpdateProjectVisibilityOutput$ = UpdateProjectVisibilityOutput$;
    exports.UpdateReportGroup$ = UpdateReportGroup$;
    exports.UpdateReportGroupCommand = UpdateReportGroupCommand;
    exports.UpdateReportGroupInput$ = UpdateReportGroupInput$;
    exports.UpdateReportGroupOutput$ = UpdateReportGroupOutput$;
    exports.UpdateWebhook$ = UpdateWebhook$;
    exports.UpdateWebhookCommand = UpdateWebhookCommand;
    exports.UpdateWebhookInput$ = UpdateWebhookInput$;
    exports.UpdateWebhookOutput$ = UpdateWebhookOutput$;
    exports.VpcConfig$ = VpcConfig$;
    exports.Webhook$ = Webhook$;
    exports.WebhookBuildType = WebhookBuildType;
    exports.WebhookFilter$ = WebhookFilter$;
    exports.WebhookFilterType = WebhookFilterType;
    exports.WebhookScopeType = WebhookScopeType;
    exports.WebhookStatus = WebhookStatus;
    exports.errorTypeRegistries = errorTypeRegistries;
    exports.paginateDescribeCodeCoverages = paginateDescribeCodeCoverages;
    exports.paginateDescribeTestCases = paginateDescribeTestCases;
    exports.paginateListBuildBatches = paginateListBuildBatches;
    exports.paginateListBuildBatchesForProject = paginateListBuildBatchesForProject;
    exports.paginateListBuilds = paginateListBuilds;
    exports.paginateListBuildsForProject = paginateListBuildsForProject;
    exports.paginateListCommandExecutionsForSandbox = paginateListCommandExecutionsForSandbox;
    exports.paginateListFleets = paginateListFleets;
    exports.paginateListProjects = paginateListProjects;
    exports.paginateListReportGroups = paginateListReportGroups;
    exports.paginateListReports = paginateListReports;
    exports.paginateListReportsForReportGroup = paginateListReportsForReportGroup;
    exports.paginateListSandboxes = paginateListSandboxes;
    exports.paginateListSandboxesForProject = paginateListSandboxesForProject;
    exports.paginateListSharedProjects = paginateListSharedProjects;
    exports.paginateListSharedReportGroups = paginateListSharedReportGroups;
  }
});
export default require_dist_cjs3();
