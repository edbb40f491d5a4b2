<?php
/**
 * What HTML Purifier leaves of pieces of HTML, by its default rules: reads {name: html}, prints {version, kept: {name: html}}.
 *
 *   php purify.php FOLDER < PIECES
 */

require $argv[1] . '/HTMLPurifier.auto.php';

$rules = HTMLPurifier_Config::createDefault();
// What it works out is not kept: Debian's folder is not ours to write in.
$rules->set( 'Cache.DefinitionImpl', null );
$purifier = new HTMLPurifier( $rules );
$pieces   = json_decode( stream_get_contents( STDIN ), true, 512, JSON_THROW_ON_ERROR );
$answer   = array(
	'version' => HTMLPurifier::VERSION,
	'kept'    => array_map( array( $purifier, 'purify' ), $pieces ),
);
echo json_encode( $answer, JSON_THROW_ON_ERROR );
