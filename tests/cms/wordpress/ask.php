<?php
/**
 * Asks the installed site one thing and prints the answer as JSON.
 *
 *   php ask.php SITE stored ID            what the database has of an article
 *   php ask.php SITE clean  < {name:html} what kses leaves of pieces of HTML, for those who may not write any HTML
 *   php ask.php SITE comment < [html]     writes an article with a stranger's comment, and says its number
 *   php ask.php SITE remove               takes the plugin away, as "Delete" does
 *   php ask.php SITE shortcode < [text]   what readers get of texts with shortcodes
 *   php ask.php SITE option NAME
 *   php ask.php SITE version
 */

[ , $site, $what ] = $argv;
$more = $argv[3] ?? '';

$_SERVER['HTTP_HOST']      = '127.0.0.1';
$_SERVER['REQUEST_METHOD'] = 'GET';
require $site . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';

function given(): array {
	return json_decode( stream_get_contents( STDIN ), true, 512, JSON_THROW_ON_ERROR );
}

switch ( $what ) {
	case 'stored':
		$answer = get_post( (int) $more )->post_content;
		break;
	case 'clean':
		$answer = array_map( 'wp_kses_post', given() );
		break;
	case 'shortcode':
		$answer = array_map( 'do_shortcode', given() );
		break;
	case 'comment':
		$answer = wp_insert_post( array( 'post_title' => 'Talk', 'post_content' => '-', 'post_status' => 'publish' ) );
		$text   = wp_filter_comment( array( 'comment_content' => given()[0], 'comment_author' => 'S', 'comment_author_url' => '', 'comment_author_email' => '', 'user_ID' => 0, 'comment_author_IP' => '', 'comment_agent' => '' ) );
		wp_insert_comment( array( 'comment_post_ID' => $answer, 'comment_approved' => 1 ) + $text );
		break;
	case 'remove':
		wp_set_current_user( 1 );
		deactivate_plugins( 'caseplot/caseplot.php' );
		$answer = delete_plugins( array( 'caseplot/caseplot.php' ) );
		break;
	case 'option':
		$answer = get_option( $more );
		break;
	case 'version':
		$answer = get_bloginfo( 'version' );
		break;
	default:
		fwrite( STDERR, "ask.php knows no `$what`\n" );
		exit( 1 );
}
echo wp_json_encode( $answer );
