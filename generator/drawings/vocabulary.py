"""List the elements, attributes and looks of SVG 2 that a drawing may keep."""

from __future__ import annotations

from types import MappingProxyType

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
XHTML = "http://www.w3.org/1999/xhtml"
SHAPES = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text "  # noqa: SIM905
    "tspan textPath title desc linearGradient radialGradient stop pattern clipPath mask marker "
    "filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix "
    "feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB "
    "feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence switch".split()
)
WORDS = frozenset({"text", "tspan", "textPath"})
UNSEEN = frozenset({"title", "desc"})  # a style says nothing of them
# What readers would miss: an author has to know that it is not shown.
MISSED = MappingProxyType(
    {
        "image": "save the picture beside the drawing, or the drawing as PNG",
        "foreignObject": (
            'write the labels as plain text: "htmlLabels": false in Mermaid, no "Formatted Text" '
            "in draw.io; or save the drawing as PNG"
        ),
        "script": "take it out",
        "animate": "save the drawing without movement",
        "set": "save the drawing without movement",
        "animateMotion": "save the drawing without movement",
        "animateTransform": "save the drawing without movement",
        "video": "take it out",
        "audio": "take it out",
        # Inkscape's own, which no browser shows.
        "flowRoot": 'choose "Convert to Text" from the menu "Text" of Inkscape',
    }
)
# What is no shape: nothing is lost that a reader could see.
SILENT = frozenset({"metadata", "style", "view", "cursor", "color-profile", "flowRoot"})
GEOMETRY = frozenset(
    "id class d x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy rotate points width "  # noqa: SIM905
    "height viewBox preserveAspectRatio transform gradientUnits gradientTransform spreadMethod "
    "offset patternUnits patternContentUnits patternTransform clipPathUnits maskUnits "
    "maskContentUnits markerWidth markerHeight markerUnits refX refY orient pathLength "
    "textLength lengthAdjust startOffset method spacing in in2 result stdDeviation mode type "
    "values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4 order "
    "kernelMatrix divisor bias targetX targetY edgeMode surfaceScale diffuseConstant "
    "specularConstant specularExponent azimuth elevation pointsAtX pointsAtY pointsAtZ z "
    "limitingConeAngle scale xChannelSelector yChannelSelector radius baseFrequency numOctaves "
    "seed stitchTiles filterUnits primitiveUnits role aria-label aria-labelledby lang "
    "systemLanguage".split()
)
LOOKS = frozenset(
    "alignment-baseline baseline-shift clip-path clip-rule color "  # noqa: SIM905
    "color-interpolation color-interpolation-filters direction display dominant-baseline fill "
    "fill-opacity fill-rule filter flood-color flood-opacity font-family font-size "
    "font-size-adjust font-stretch font-style font-variant font-weight letter-spacing "
    "lighting-color marker-end marker-mid marker-start mask mask-type opacity "
    "overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray "
    "stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity "
    "stroke-width text-anchor text-decoration text-rendering unicode-bidi vector-effect "
    "visibility white-space word-spacing writing-mode".split()
)
# What a style may place and measure, which attributes say as well.
PLACED = frozenset({"x", "y", "cx", "cy", "r", "rx", "ry", "width", "height"})
# Of these nothing is seen in a picture that stands still and is not touched.
IDLE = frozenset(
    "animation animation-delay animation-direction animation-duration "  # noqa: SIM905
    "animation-fill-mode animation-iteration-count animation-name animation-play-state "
    "animation-timing-function backface-visibility color-rendering color-scheme cursor "
    "enable-background font-feature-settings font-variant-alternates font-variant-caps "
    "font-variant-east-asian font-variant-ligatures font-variant-numeric font-variant-position "
    "font-variation-settings image-rendering isolation line-height max-height max-width "
    "min-height min-width pointer-events shape-inside shape-margin shape-padding solid-color "
    "solid-opacity tap-highlight-color text-align text-decoration-color text-decoration-line "
    "text-decoration-style text-indent text-orientation text-size-adjust touch-action "
    "transform-box transition transition-delay transition-duration transition-property "
    "transition-timing-function user-select will-change".split()
)
# Values that say what holds without them.
USUAL = frozenset(
    {"", "0", "1", "accumulate", "auto", "inherit", "initial", "none", "normal", "start", "unset"}
)
