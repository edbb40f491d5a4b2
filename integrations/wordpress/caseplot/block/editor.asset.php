<?php
/**
 * What editor.js needs of WordPress.
 *
 * @package caseplot
 */

return array(
	'dependencies' => array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ),
	'version'      => \Caseplot\version(),
);
