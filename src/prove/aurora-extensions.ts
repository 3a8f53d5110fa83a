// Extensions that Aurora PostgreSQL offers (AWS's tables of versions, and platforms' documentation): where one is missing here, the proof is.

/** Also trusted ones, since a server may lack their files. What is not named is PostgreSQL's to refuse: perhaps it is a slip of the pen. */
export const offeredByAurora: ReadonlySet<string> = new Set(
  `address_standardizer address_standardizer_data_us amcheck apg_plan_mgmt autoinc aws_commons aws_lambda aws_ml aws_s3 bloom bool_plperl
  btree_gin btree_gist citext cube dblink dict_int dict_xsyn earthdistance flow_control fuzzystrmatch h3 h3_postgis hll hstore hstore_plperl
  hypopg insert_username intagg intarray ip4r isn jsonb_plperl lo log_fdw ltree moddatetime mysql_fdw old_snapshot oracle_fdw orafce
  pg_ad_mapping pg_bigm pg_buffercache pg_cron pg_freespacemap pg_hint_plan pg_partman pg_prewarm pg_proctab pg_repack pg_similarity
  pg_stat_statements pg_tle pg_trgm pg_visibility pgaudit pgcrypto pglogical pgrouting pgrowlocks pgstattuple pgtap plcoffee plls plperl
  plprofiler pltcl plv8 postgis postgis_raster postgis_tiger_geocoder postgis_topology postgres_fdw prefix rdkit rds_activity_stream
  rds_tools refint rum seg sslinfo tablefunc tds_fdw test_parser tsm_system_rows tsm_system_time unaccent uuid-ossp vector xml2`.split(
    /\s+/,
  ),
);
