<?php
/**
 * Plugin Name: caseplot
 * Description: Linked maps and time charts of cases, from a file of cases on your own site: a block, a shortcode, and links that become figures.
 * Version: null
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: MIT OR Apache-2.0
 * License URI: https://opensource.org/license/mit
 * Text Domain: caseplot
 *
 * What an article holds is a plain link to the data, whose fragment says what to draw. It passes through kses, so every
 * author may use it, and it is still a link where this plugin is not. One small script makes figures of such links.
 *
 * @package caseplot
 */

namespace Caseplot;

defined( 'ABSPATH' ) || exit;

/** Whether files of cases may be uploaded as JSON: '1', or nothing. */
const UPLOADS = 'caseplot_uploads';

/** This plugin's version, as its header above says it. */
function version(): string {
	return get_file_data( __FILE__, array( 'version' => 'Version' ) )['version'];
}

/**
 * The address of one of caseplot's own files. They lie in a folder that has the version in its name, for they load each
 * other by bare names: a cache never mixes those of two versions.
 */
function package_url( string $file ): string {
	return plugins_url( 'package-' . version() . '/' . $file, __FILE__ );
}

/*
 * The script: on every page, as links can stand in widgets, excerpts and what page builders keep. It loads nothing more
 * where there is no figure. WordPress before 6.3 takes the array as "in the footer".
 */
add_action(
	'wp_enqueue_scripts',
	static function () {
		$how = array(
			'in_footer' => true,
			'strategy'  => 'defer',
		);
		wp_enqueue_script( 'caseplot', package_url( 'classic.js' ), array(), version(), $how );
	}
);

/**
 * The address of a file of cases whose fragment says what to draw.
 *
 * @param string                $src     The file's address; a fragment of its own is left out.
 * @param array<string, string> $options Options by name, the view as `caseplot`.
 */
function address( string $src, array $options ): string {
	$pairs = array();
	foreach ( $options as $name => $value ) {
		$pairs[] = rawurlencode( $name ) . '=' . rawurlencode( $value );
	}
	return explode( '#', $src, 2 )[0] . '#' . implode( '&', $pairs );
}

/**
 * `[caseplot view="map" src="/wp-content/uploads/cases.json" stack="charge"]The cases (data)[/caseplot]`
 *
 * @param array<string, string>|string $given What the shortcode says; a text where it says nothing.
 * @param string|null                  $words What stands between its tags.
 */
function shortcode( $given, ?string $words = null ): string {
	// What has no name (`[caseplot map]`) is no option.
	$given = array_filter( (array) $given, 'is_string', ARRAY_FILTER_USE_KEY );
	$src   = trim( $given['src'] ?? '' );
	if ( '' === $src ) {
		// Readers can't mend it.
		return current_user_can( 'edit_posts' )
			? '<p>' . esc_html__( 'caseplot: this shortcode needs the address of a file of cases, such as src="/wp-content/uploads/cases.json".', 'caseplot' ) . '</p>'
			: '';
	}
	$view    = trim( $given['view'] ?? 'map' );
	$options = array_diff_key( $given, array_flip( array( 'src', 'view' ) ) );
	$address = address( $src, array( 'caseplot' => $view ) + $options );
	$words   = trim( wp_strip_all_tags( (string) $words ) );
	if ( '' === $words ) {
		$words = __( 'The cases (data)', 'caseplot' );
	}
	return sprintf( '<p><a href="%s">%s</a></p>', esc_url( $address, array( 'http', 'https' ) ), esc_html( $words ) );
}

add_action(
	'init',
	static function () {
		register_block_type( __DIR__ . '/block' );
		add_shortcode( 'caseplot', __NAMESPACE__ . '\shortcode' );
	}
);

/*
 * What strangers write stays a link. WordPress marks their links (`ugc`), which caseplot leaves alone, but not those that
 * lead to the site itself. Of two attributes of one name the first counts.
 */
add_filter(
	'comment_text',
	static function ( string $text ): string {
		$plain = html_entity_decode( $text, ENT_QUOTES | ENT_HTML5 );
		return false === stripos( $plain, 'caseplot=' ) ? $text : preg_replace( '/<a\s/i', '<a rel="nofollow ugc" ', $text );
	},
	100
);

/*
 * WordPress takes no .json files. It is the site's owner who lets authors upload them, in Settings, Media: such a file is
 * public, and could hold what must not be.
 */
add_action(
	'admin_init',
	static function () {
		$about = array(
			'type'              => 'string',
			'sanitize_callback' => static function ( $value ) {
				return $value ? '1' : '';
			},
			'default'           => '',
		);
		register_setting( 'media', UPLOADS, $about );
		$field = static function () {
			printf(
				'<label><input type="checkbox" name="%1$s" id="%1$s" value="1" %2$s> %3$s</label><p class="description">%4$s</p>',
				esc_attr( UPLOADS ),
				checked( get_option( UPLOADS ), '1', false ),
				esc_html__( 'Those who may upload files may upload .json', 'caseplot' ),
				esc_html__( 'Files in the media library are public as soon as they are uploaded. Names, addresses and all else by which somebody could be recognised do not belong in them.', 'caseplot' )
			);
		};
		add_settings_field( UPLOADS, __( 'Files of cases', 'caseplot' ), $field, 'media' );
	}
);

add_filter(
	'upload_mimes',
	static function ( array $types ): array {
		if ( get_option( UPLOADS ) ) {
			$types['json'] = 'application/json';
		}
		return $types;
	}
);

/*
 * Of what a .json file is WordPress asks PHP's fileinfo, which calls some JSON plain text, and WordPress refuses that. What
 * keeps such an upload harmless is its first character: a text that begins with a bracket is taken for HTML by no
 * browser, not even where a server forgets to say what it is.
 */
add_filter(
	'wp_check_filetype_and_ext',
	static function ( array $checked, $file, $name ): array {
		if ( ! get_option( UPLOADS ) || 'json' !== strtolower( pathinfo( (string) $name, PATHINFO_EXTENSION ) ) ) {
			return $checked;
		}
		$start = ltrim( (string) file_get_contents( (string) $file, false, null, 0, 1024 ), "\xEF\xBB\xBF \t\r\n" );
		$fine  = '' !== $start && false !== strpos( '[{', $start[0] );
		return array(
			'ext'             => $fine ? 'json' : false,
			'type'            => $fine ? 'application/json' : false,
			'proper_filename' => false,
		);
	},
	10,
	3
);
