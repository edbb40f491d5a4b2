<?php
/**
 * Makes the site: WordPress's tables, an administrator, an author, and the plugin, unpacked and switched on as an
 * administrator does by "Upload Plugin".
 *
 *   php install.php SITE ADDRESS PASSWORD PLUGIN.zip
 */

// WordPress has a global $plugin of its own.
[ , $site, $address, $password, $archive ] = $argv;

$_SERVER['HTTP_HOST']      = parse_url( $address, PHP_URL_HOST ) . ':' . parse_url( $address, PHP_URL_PORT );
$_SERVER['REQUEST_METHOD'] = 'GET';
define( 'WP_INSTALLING', true );
define( 'WP_SITEURL', rtrim( $address, '/' ) );
/** WordPress's own would send a letter. */
function wp_new_blog_notification() {}

require $site . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/class-wp-upgrader.php';

wp_install( 'Fiction', 'admin', 'admin@example.org', true, '', $password );
update_option( 'siteurl', WP_SITEURL );
update_option( 'home', WP_SITEURL );
switch_theme( 'twentytwentythree' );
$author = wp_create_user( 'author', $password, 'author@example.org' );
( new WP_User( $author ) )->set_role( 'author' );

wp_set_current_user( 1 );
$upgrader = new Plugin_Upgrader( new Automatic_Upgrader_Skin() );
$done     = $upgrader->install( $archive );
if ( true !== $done ) {
	fwrite( STDERR, print_r( $done, true ) . implode( "\n", $upgrader->skin->get_upgrade_messages() ) );
	exit( 1 );
}
$problem = activate_plugin( 'caseplot/caseplot.php' );
if ( is_wp_error( $problem ) ) {
	fwrite( STDERR, $problem->get_error_message() );
	exit( 1 );
}
