// The block as its author sees it. What it saves is a link to the data, whose fragment says what to draw: all that the
// block knows is read from that link, so that nothing can be lost or contradict it. The box around it has the width.
( function ( wp, script ) {
	'use strict';

	const { blocks, blockEditor, components, element, i18n } = wp;
	const { createElement: el, useEffect, useRef, useState } = element;
	const { InspectorControls, MediaUpload, MediaUploadCheck, useBlockProps } = blockEditor;
	const { Button, Disabled, PanelBody, Placeholder, SelectControl, TextControl, TextareaControl } = components;
	const { __, sprintf } = i18n;

	const VIEWS = [
		{ value: 'map', label: __( 'Map', 'caseplot' ) },
		{ value: 'timeline', label: __( 'Time chart', 'caseplot' ) },
		{ value: 'breakdown', label: __( 'Ranked bars', 'caseplot' ) },
		{ value: 'total', label: __( 'A number in a sentence', 'caseplot' ) },
		{ value: 'lanes', label: __( 'A line for each case', 'caseplot' ) },
		{ value: 'calendar', label: __( 'Days by weeks', 'caseplot' ) },
		{ value: 'list', label: __( 'List of cases', 'caseplot' ) },
		{ value: 'filter', label: __( 'Filter for the other figures', 'caseplot' ) },
	];
	// These stand beside figures, and are not shown while one writes.
	const BESIDE = [ 'list', 'filter' ];
	const MEASURES = [
		{ value: '', label: __( 'As the file says', 'caseplot' ) },
		{ value: 'cases', label: __( 'Cases', 'caseplot' ) },
		{ value: 'people', label: __( 'People', 'caseplot' ) },
	];
	// Options that are texts with a field of their own.
	const TEXTS = [
		[ 'stack', __( 'Divided by, such as charge', 'caseplot' ) ],
		[ 'heading', __( 'Heading, instead of the file’s title', 'caseplot' ) ],
	];
	// All others are lines of the last field.
	const OWN = [ 'measure', ...TEXTS.map( ( [ name ] ) => name ) ];
	const WORDS = __( 'The cases (data)', 'caseplot' );

	/** What an address says: the file's own, the view, and options by name, in their order. */
	function read( address ) {
		const [ src, fragment = '' ] = address.split( '#', 2 );
		const options = new Map( new URLSearchParams( fragment ) );
		const view = options.get( 'caseplot' ) || 'map';
		options.delete( 'caseplot' );
		return { src, view, options };
	}

	/** The address that says it. */
	function write( { src, view, options } ) {
		const pairs = [ [ 'caseplot', view ], ...options ];
		return src + '#' + pairs.map( ( pair ) => pair.map( encodeURIComponent ).join( '=' ) ).join( '&' );
	}

	/** Options that have no field of their own, `name=value` or `name` a line. */
	function lines( options ) {
		const others = [ ...options ].filter( ( [ name ] ) => ! OWN.includes( name ) );
		return others.map( ( [ name, value ] ) => ( value ? `${ name }=${ value }` : name ) ).join( '\n' );
	}

	/** Options with those of the lines in place of those that were there. */
	function withLines( options, text ) {
		const others = text.split( '\n' ).map( ( line ) => line.trim() ).filter( Boolean ).map( ( line ) => {
			const [ name, ...value ] = line.split( '=' );
			return [ name.trim(), value.join( '=' ).trim() ];
		} );
		return new Map( [ ...options ].filter( ( [ name ] ) => OWN.includes( name ) ).concat( others.filter( ( [ name ] ) => name && ! OWN.includes( name ) ) ) );
	}

	function withOption( options, name, value ) {
		const changed = new Map( options );
		if ( value ) {
			changed.set( name, value );
		} else {
			changed.delete( name );
		}
		return changed;
	}

	// Addresses that can be relative to the page that the block is edited on; the iframe that it may stand in has none.
	const ADDRESSES = [ 'src', 'areas' ];
	const loading = new WeakMap();

	/**
	 * Loads the elements where the block stands: in the site editor, in previews of other devices and in newer versions of
	 * WordPress that is an iframe, and what is made in one document can't be used in another.
	 */
	function elementsIn( page ) {
		if ( ! loading.has( page ) ) {
			const loaded = new Promise( ( resolve, reject ) => {
				const tag = page.createElement( 'script' );
				tag.type = 'module';
				tag.src = new URL( `../package-${ script.version }/elements.js`, script.src ).href;
				tag.onload = resolve;
				tag.onerror = () => {
					loading.delete( page );
					// translators: %s: address of a script.
					reject( new Error( sprintf( __( 'The figure can’t be shown: %s can’t be loaded.', 'caseplot' ), tag.src ) ) );
				};
				page.head.append( tag );
			} );
			loading.set( page, loaded );
		}
		return loading.get( page );
	}

	/** An element that shows what an address says, for a document that has the elements. */
	function figureOf( page, address ) {
		const { src, view, options } = read( address );
		const { observedAttributes } = page.defaultView.customElements.get( `case-${ view }` ) ?? {};
		if ( ! observedAttributes ) {
			// translators: %s: a word from an address.
			throw new Error( sprintf( __( 'There is no view “%s”.', 'caseplot' ), view ) );
		}
		const figure = page.createElement( `case-${ view }` );
		options.set( 'src', src );
		// An address can name any attribute, such as one that is a script: only those that the element reads are handed over.
		for ( const name of observedAttributes.filter( ( known ) => options.has( known ) ) ) {
			const value = options.get( name );
			figure.setAttribute( name, value && ADDRESSES.includes( name ) ? new URL( value, document.baseURI ).href : value );
		}
		return figure;
	}

	/** The figure as readers will see it. */
	function Preview( { address } ) {
		const place = useRef();
		useEffect( () => {
			const box = place.current;
			const page = box.ownerDocument;
			let gone = false;
			// An address that is still being typed is not asked for.
			const soon = setTimeout( async () => {
				try {
					await elementsIn( page );
					if ( ! gone ) {
						box.replaceChildren( figureOf( page, address ) );
					}
				} catch ( { message } ) {
					// What is wrong with the data stands in the figure.
					if ( ! gone ) {
						box.textContent = message;
					}
				}
			}, 500 );
			return () => {
				gone = true;
				clearTimeout( soon );
				box.replaceChildren();
			};
		}, [ address ] );
		return el( Disabled, null, el( 'div', { ref: place } ) );
	}

	function Edit( { attributes: { address, words }, setAttributes } ) {
		const { src, view, options } = read( address );
		// The lines as they are typed: half a line is not lost when it is read back from the address.
		const [ typed, setTyped ] = useState( lines( options ) );
		// The address, until it is there whole.
		const [ draft, setDraft ] = useState( '' );
		const change = ( changed ) => {
			const now = { src, view, options, ...changed };
			setAttributes( { address: now.src ? write( now ) : '', words: words || WORDS } );
		};
		const set = ( name ) => ( value ) => change( { options: withOption( options, name, value ) } );
		// An address that says what to draw, as others paste it, is taken at its word.
		const choose = ( value ) => {
			const given = read( value.trim() );
			if ( value.includes( '#caseplot=' ) ) {
				setTyped( lines( given.options ) );
				change( given );
			} else {
				change( { src: given.src } );
			}
		};
		const field = ( value, onChange ) => el( TextControl, { label: __( 'Address of the file of cases', 'caseplot' ), value, onChange } );
		const library = el(
			MediaUploadCheck,
			null,
			el( MediaUpload, {
				allowedTypes: [ 'application/json', 'text/csv' ],
				onSelect: ( { url } ) => choose( url ),
				render: ( { open } ) => el( Button, { variant: 'secondary', onClick: open }, __( 'Media library', 'caseplot' ) ),
			} )
		);
		if ( ! src ) {
			const submit = ( event ) => {
				event.preventDefault();
				choose( draft );
			};
			const form = el(
				'form',
				{ onSubmit: submit },
				field( draft, setDraft ),
				el( Button, { variant: 'primary', type: 'submit', disabled: ! draft.trim() }, __( 'Show', 'caseplot' ) ),
				library
			);
			return el( 'div', useBlockProps(), el( Placeholder, { icon: 'chart-bar', label: 'caseplot' }, form ) );
		}
		const settings = [
			el( SelectControl, { label: __( 'View', 'caseplot' ), value: view, options: VIEWS, onChange: ( value ) => change( { view: value } ) } ),
			el( SelectControl, { label: __( 'What is counted', 'caseplot' ), value: options.get( 'measure' ) || '', options: MEASURES, onChange: set( 'measure' ) } ),
			...TEXTS.map( ( [ name, label ] ) => el( TextControl, { label, value: options.get( name ) || '', onChange: set( name ) } ) ),
			el( TextareaControl, {
				label: __( 'Other options, one a line', 'caseplot' ),
				help: __( 'Such as marks=symbols. caseplot’s README lists them.', 'caseplot' ),
				value: typed,
				onChange: ( value ) => {
					setTyped( value );
					change( { options: withLines( options, value ) } );
				},
			} ),
			el( TextControl, {
				label: __( 'Words of the link to the data', 'caseplot' ),
				value: words,
				onChange: ( value ) => setAttributes( { words: value } ),
			} ),
		];
		return el(
			'div',
			useBlockProps(),
			el(
				InspectorControls,
				null,
				el( PanelBody, { title: __( 'Figure', 'caseplot' ) }, ...settings ),
				el( PanelBody, { title: __( 'File of cases', 'caseplot' ) }, field( src, choose ), library )
			),
			BESIDE.includes( view ) ? el( 'p', null, VIEWS.find( ( { value } ) => value === view ).label ) : el( Preview, { address } ),
			el( 'p', null, words || WORDS )
		);
	}

	function save( { attributes: { address, words } } ) {
		return address ? el( 'div', useBlockProps.save(), el( 'p', null, el( 'a', { href: address }, words || WORDS ) ) ) : null;
	}

	blocks.registerBlockType( 'caseplot/figure', { edit: Edit, save } );
} )( window.wp, {
	src: document.currentScript.src,
	version: new URL( document.currentScript.src ).searchParams.get( 'ver' ),
} );
