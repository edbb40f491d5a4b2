<?php
/**
 * Takes along what the plugin stored. Articles keep their links.
 *
 * @package caseplot
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'caseplot_uploads' );
